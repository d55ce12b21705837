import Imaging
import Testing

@testable import PrinterSimulator

@Suite("Printed text")
struct PrintedTextTests {
    @Test(
        "the columns of a line are those of the paper",
        arguments: [
            ("plain", Array("Hello\n".utf8), "Hello\n"),
            ("blank lines", Array("a\n\n\nb\n".utf8), "a\n\n\nb\n"),
            ("carriage return is nothing", Array("a\r\nb\n".utf8), "a\nb\n"),
            (
                "full line wraps", Array((String(repeating: "x", count: 50) + "\n").utf8),
                String(repeating: "x", count: 48) + "\nxx\n"
            ),
            ("centre", [0x1B, 0x61, 1] + Array("abcd\n".utf8), String(repeating: " ", count: 22) + "abcd\n"),
            (
                "right, as digit", [0x1B, 0x61, 0x32] + Array("abcd\n".utf8),
                String(repeating: " ", count: 44) + "abcd\n"
            ),
            (
                "alignment in a begun line is ignored", Array("ab".utf8) + [0x1B, 0x61, 1] + Array("cd\n".utf8),
                "abcd\n"
            ),
            ("tabulators", Array("a\tb\tc\n".utf8), "a       b       c\n"),
            ("own tabulators", [0x1B, 0x44, 3, 6, 0] + Array("a\tb\tc\td\n".utf8), "a  b  cd\n"),
            ("absolute", Array("a".utf8) + [0x1B, 0x24, 120, 0] + Array("b\n".utf8), "a         b\n"),
            ("relative", Array("a".utf8) + [0x1B, 0x5C, 24, 0] + Array("b\n".utf8), "a  b\n"),
            ("left margin", [0x1D, 0x4C, 48, 0] + Array("b\n".utf8), "    b\n"),
            ("area", [0x1D, 0x57, 36, 0] + Array("abcdef\n".utf8), "abc\ndef\n"),
            ("feed lines", Array("a".utf8) + [0x1B, 0x64, 3] + Array("b\n".utf8), "a\n\n\nb\n"),
            ("feed dots", Array("a\n".utf8) + [0x1B, 0x4A, 60] + Array("b\n".utf8), "a\n\n\nb\n"),
            ("double width at the left", [0x1D, 0x21, 0x11] + Array("TOTAL\n".utf8), "TOTAL\n"),
            (
                "double width at the right", [0x1B, 0x61, 2, 0x1D, 0x21, 0x11] + Array("9.90\n".utf8),
                String(repeating: " ", count: 44) + "9.90\n"
            ),
            (
                "double width wraps", [0x1B, 0x21, 0x20] + [UInt8](repeating: 0x41, count: 25) + [0x0A],
                String(repeating: " ", count: 12) + String(repeating: "A", count: 24) + "\nA\n"
            ),
            (
                "font B has 64 columns", [0x1B, 0x4D, 1] + [UInt8](repeating: 0x41, count: 65) + [0x0A],
                String(repeating: "A", count: 64) + "\nA\n"
            ),
            ("line ends trimmed", Array("a   \n".utf8), "a\n"),
            ("NUL fills", [0, 0, 0x41, 0, 0x0A], "A\n"),
        ] as [(String, [UInt8], String)]
    )
    func columns(name: String, bytes: [UInt8], text: String) throws {
        let bench = try MachineBench()
        bench.send([0x1C, 0x2E] + bytes)
        #expect(bench.text == text)
        #expect(bench.machine.unknown.isEmpty)
    }

    @Test(
        "characters come from the page, the national set or the double bytes selected",
        arguments: [
            ("page 0", [0x1C, 0x2E, 0x82], "é"), ("page 16", [0x1C, 0x2E, 0x1B, 0x74, 16, 0x80], "€"),
            ("page 19", [0x1C, 0x2E, 0x1B, 0x74, 19, 0xD5], "€"), ("page 17", [0x1C, 0x2E, 0x1B, 0x74, 17, 0x86], "Ж"),
            ("China", [0x1B, 0x52, 15, 0x24], "¥"), ("Germany", [0x1B, 0x52, 2, 0x5B, 0x7D], "Äü"),
            ("after ESC @ the page is 0 and the mode double", [0x1B, 0x74, 16, 0x1B, 0x40, 0x1C, 0x2E, 0x82], "é"),
            ("double bytes from power on", [0xD6, 0xD0], "中"),
            ("off and on", [0x1C, 0x2E, 0x1C, 0x26, 0xD6, 0xD0], "中"),
            ("garbled: a Latin page's bytes pair up", [0x1B, 0x74, 16, 0xE9, 0xE9], "殚"),
            ("mixed", [0x41, 0xD6, 0xD0, 0x42], "A中B"), ("euro of GBK", [0xA2, 0xE3], "€"),
            ("rare", [0xFD, 0x93], "龘"), ("double size", [0x1C, 0x21, 0x0C, 0xD6, 0xD0], "中"),
        ] as [(String, [UInt8], String)]
    )
    func characters(name: String, bytes: [UInt8], text: String) throws {
        let bench = try MachineBench()
        bench.send(bytes + [0x0A])
        #expect(bench.text == text + "\n")
        #expect(bench.machine.unknown.isEmpty)
    }

    @Test("Han take two columns, in both of their sizes")
    func hanColumns() throws {
        let bench = try MachineBench()
        // 24 Han are a line; double width, 12.
        bench.send(
            Array([[UInt8]](repeating: [0xD6, 0xD0], count: 25).joined()) + [0x0A]
        )
        bench.send([0x1D, 0x21, 0x10] + Array([[UInt8]](repeating: [0xD6, 0xD0], count: 13).joined()) + [0x0A])
        let line = String(repeating: "中", count: 24)
        #expect(bench.text == line + "\n中\n" + String(repeating: " ", count: 12) + line.prefix(12) + "\n中\n")
        // The amount at its column behind Han.
        bench.send([0x1D, 0x21, 0, 0xD6, 0xD0, 0x1B, 0x24, 120, 0] + Array("9\n".utf8))
        #expect(bench.text.hasSuffix("中        9\n"))
    }

    @Test(
        "what cannot be printed is told with its place, and a blank stands for it",
        arguments: [
            ([0x41, 0x1B, 0xF0, 0x42], "AB", [(1, [0x1B, 0xF0], .unknownCommand)]),
            ([0x41, 0x01, 0x42], "AB", [(1, [0x01], .unknownCommand)]),
            ([0x1B, 0x4B, 1, 0x41], "A", [(0, [0x1B, 0x4B, 1], .notDone)]),
            ([0x1B, 0x74, 99, 0x41], "A", [(0, [0x1B, 0x74, 99], .badParameters)]),
            ([0x1B, 0x61, 7, 0x41], "A", [(0, [0x1B, 0x61, 7], .badParameters)]),
            // GB 18030 of four bytes: printers take two.
            (
                [0x41, 0x81, 0x30, 0x8B, 0x32, 0x42], "A\u{3000}\u{3000}B",
                [(1, [0x81, 0x30], .noCharacter), (3, [0x8B, 0x32], .noCharacter)]
            ),
            ([0x41, 0xD6, 0x0A], "A", [(1, [0xD6], .noCharacter)]),
            ([0x41, 0xD6, 0x1B, 0x45, 1, 0x42], "AB", [(1, [0xD6], .noCharacter)]),
            ([0x1C, 0x2E, 0x1B, 0x74, 16, 0x41, 0x81, 0x42], "A B", [(6, [0x81], .noCharacter)]),
            ([0x41, 0x1D, 0x56, 0, 0x42], "AB", [(1, [0x1D, 0x56, 0], .badParameters)]),
            ([0x10, 0x04, 7, 1, 0x41], "A", [(0, [0x10, 0x04, 7, 1], .notDone)]),
            ([0x10, 0x14, 3, 1, 2, 3, 4, 5, 0x41], "A", [(0, [0x10, 0x14, 3, 1, 2, 3, 4, 5], .notDone)]),
            ([0x10, 0x04, 1, 0x10, 0x05, 1, 0x10, 0x14, 1, 0, 1, 0x41], "A", []),
            ([0x1D, 0x1B, 0x45, 1, 0x41], "A", [(0, [0x1D], .unknownCommand)]),
        ] as [([UInt8], String, [(Int, [UInt8], UnknownBytes.Reason)])]
    )
    func unknown(bytes: [UInt8], text: String, findings: [(Int, [UInt8], UnknownBytes.Reason)]) throws {
        let bench = try MachineBench()
        bench.send(bytes)
        bench.send([0x0A])
        #expect(bench.text == text + "\n")
        #expect(bench.machine.unknown == findings.map { UnknownBytes(offset: $0.0, bytes: $0.1, reason: $0.2) })
    }

    @Test("every charset of the models is one glibc has", arguments: [PrinterModel.epson, .clone, .mute])
    func charsets(model: PrinterModel) throws {
        let bench = try MachineBench(model)
        for page in model.codePages.keys.sorted() {
            bench.send([0x1C, 0x2E, 0x1B, 0x74, page] + Array("A\n".utf8))
        }
        #expect(bench.machine.unknown.isEmpty)
        #expect(bench.text == String(repeating: "A\n", count: model.codePages.count))
    }

    @Test("beepers of Epson and of others are heard")
    func beeps() throws {
        let bench = try MachineBench()
        bench.send([0x07, 0x1B, 0x42, 2, 3, 0x1B, 0x28, 0x41, 5, 0, 97, 100, 1, 1, 1])
        bench.send([0x1B, 0x28, 0x41, 4, 0, 48, 1, 2, 10, 0x1B, 0x28, 0x41, 7, 0, 98, 48, 48, 1, 1, 1, 1])
        #expect(bench.machine.beeps == 4)
        #expect(bench.machine.unknown.isEmpty)
    }

    @Test("58 mm paper has 32 columns")
    func narrow() throws {
        let bench = try MachineBench(.mute)
        bench.send(String(repeating: "x", count: 33) + "\n")
        #expect(bench.text == String(repeating: "x", count: 32) + "\nx\n")
        #expect(bench.unfinished?.picture.width == 384)
    }
}
