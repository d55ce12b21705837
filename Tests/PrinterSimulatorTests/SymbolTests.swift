import Imaging
import Testing

@testable import PrinterSimulator

@Suite("Symbols on paper")
struct SymbolTests {
    /// Modules, 1 for a dark one.
    private func modules(_ bars: BarcodeBars?) -> String? {
        bars.map { bars in
            bars.widths.enumerated().map { String(repeating: $0 % 2 == 0 ? "1" : "0", count: $1) }.joined()
        }
    }

    @Test("EAN and UPC have the modules of the standard's tables and get their check digit")
    func ean() {
        let thirteen =
            "10100011010100111010111101111010001001011001101010100001010000101000010111010010000101100110101"
        #expect(modules(EANBars.ean13(Array("400638133393".utf8), module: 1)) == thirteen)
        #expect(modules(EANBars.ean13(Array("4006381333931".utf8), module: 1)) == thirteen)
        #expect(EANBars.ean13(Array("400638133393".utf8), module: 1)?.content == Array("4006381333931".utf8))
        let eight = EANBars.ean8(Array("9638507".utf8), module: 1)
        #expect(modules(eight) == "1010001011010111101111010110111010101001110111001010001001011100101")
        #expect(eight?.content == Array("96385074".utf8))
        #expect(EANBars.ean8(Array("9638507".utf8), module: 3)?.dots == 201)
        let upc = EANBars.upcA(Array("03600029145".utf8), module: 1)
        #expect(upc?.widths == EANBars.ean13(Array("003600029145".utf8), module: 1)?.widths)
        #expect(upc?.content == Array("036000291452".utf8))
    }

    @Test("Code 39 and interleaved 2 of 5 have narrow and wide elements")
    func twoWidths() {
        // * is narrow with a wide space, a wide bar, narrow, a wide bar.
        let star = [1, 3, 1, 1, 3, 1, 3, 1, 1]
        let letter = [3, 1, 1, 1, 1, 3, 1, 1, 3]
        let code = Code39Bars.bars(Array("A".utf8), narrow: 1, wide: 3)
        #expect(code?.widths == star + [1] + letter + [1] + star)
        #expect(Code39Bars.bars(Array("*A*".utf8), narrow: 1, wide: 3) == code)
        let digits = InterleavedBars.bars(Array("12".utf8), narrow: 1, wide: 2)
        #expect(digits?.widths == [1, 1, 1, 1] + [2, 1, 1, 2, 1, 1, 1, 1, 2, 2] + [2, 1, 1])
    }

    @Test(
        "Code 128 data selects its sets, shifts and functions",
        arguments: [
            ("{BA1", "A1", 4), ("{C\u{0C}\u{22}", "1234", 4), ("{AA\t{BB", "A\tB", 6), ("{AA{SaB", "AaB", 6),
            ("{Ba{{b", "a{b", 5), ("{C{1\u{0C}{Bx", "12x", 6), ("{B{1a{1b", "a\u{1D}b", 6),
        ] as [(String, String, Int)]
    )
    func code128(data: String, content: String, symbols: Int) {
        let bars = Code128Bars.bars(Array(data.utf8), module: 1)
        #expect(bars?.content == Array(content.utf8))
        // Start, check character and a stop of 13 modules are in it.
        #expect(bars?.dots == (symbols + 1) * 11 + 2)
    }

    @Test("Code 128 has the modules of the standard")
    func code128Modules() {
        // Start B, A, check (104 + 33) mod 103 = 34, stop.
        let modules = modules(Code128Bars.bars(Array("{BA".utf8), module: 1))
        #expect(modules == "11010010000" + "10100011000" + "10001011000" + "1100011101011")
        #expect(Code128Bars.bars(plain: Array("A".utf8), module: 1)?.dots == 46)
    }

    @Test(
        "data a code cannot hold prints nothing and is told",
        arguments: [
            [0x1D, 0x6B, 67, 3, 0x31, 0x32, 0x33], [0x1D, 0x6B, 68, 7] + Array("12a4567".utf8),
            [0x1D, 0x6B, 69, 2, 0x41, 0x61], [0x1D, 0x6B, 70, 3, 0x31, 0x32, 0x33], [0x1D, 0x6B, 73, 2, 0x41, 0x42],
            [0x1D, 0x6B, 73, 4, 0x7B, 0x43, 100, 1], [0x1D, 0x6B, 73, 3, 0x7B, 0x42, 0x7B], [0x1D, 0x6B, 4, 0],
            // Wider than the paper.
            [0x1D, 0x6B, 69, 40] + [UInt8](repeating: 0x41, count: 40),
            [0x1D, 0x77, 9], [0x1D, 0x68, 0], [0x1D, 0x48, 9], [0x1D, 0x28, 0x6B, 3, 0, 49, 67, 99],
            [0x1D, 0x28, 0x6B, 3, 0, 49, 81, 48],
        ] as [[UInt8]]
    )
    func refused(bytes: [UInt8]) throws {
        let bench = try MachineBench()
        bench.send(bytes)
        #expect(bench.unfinished == nil)
        #expect(bench.machine.unknown.map(\.reason) == [.badParameters])
    }

    @Test("both forms of GS k draw the bars with height, width and readable text, and tell the content")
    func printed() throws {
        let bench = try MachineBench()
        bench.send([0x1B, 0x61, 1, 0x1D, 0x68, 50, 0x1D, 0x77, 2, 0x1D, 0x48, 2])
        bench.send(
            [0x1D, 0x6B, 67, 12] + Array("400638133393".utf8) + [0x1D, 0x6B, 2] + Array("4006381333931".utf8) + [0]
        )
        let receipt = try #require(bench.unfinished)
        #expect(receipt.symbols.map(\.kind) == [.ean13, .ean13])
        #expect(receipt.symbols.map(\.text) == ["4006381333931", "4006381333931"])
        #expect(receipt.symbols.map(\.isDrawn) == [true, true])
        #expect(receipt.symbols.map(\.row) == [112, 112 + 74])
        let picture = receipt.picture
        #expect(picture.height == 112 + 2 * 74)
        let left = (576 - 190) / 2
        let bars = picture.cropped(x: left, y: 112 + 25, width: 190, height: 1)
        let widths = EANBars.ean13(Array("400638133393".utf8), module: 2)?.widths ?? []
        let drawn = widths.enumerated().flatMap { [Bool](repeating: $0 % 2 == 0, count: $1) }
        #expect((0..<190).map { bars[$0, 0] } == drawn)
        let name =
            String(repeating: " ", count: 20) + "[EAN-13]\n" + String(repeating: " ", count: 17) + "4006381333931\n"
        #expect(receipt.text == name + name)
        #expect(bench.machine.unknown.isEmpty)
    }

    @Test("codes whose bars are not drawn are recorded, and a box with their name stands for them")
    func boxes() throws {
        let bench = try MachineBench()
        bench.send([0x1D, 0x6B, 66, 7] + Array("0123456".utf8) + [0x1D, 0x6B, 71, 3] + Array("A1B".utf8))
        bench.send([0x1D, 0x6B, 72, 2, 0x31, 0x32, 0x1D, 0x6B, 74, 2, 0x31, 0x32, 0x1D, 0x6B, 75, 2, 0x31, 0x32])
        bench.send([0x1D, 0x28, 0x6B, 5, 0, 48, 80, 48, 0x78, 0x79, 0x1D, 0x28, 0x6B, 3, 0, 48, 81, 48])
        let receipt = try #require(bench.unfinished)
        #expect(receipt.symbols.map(\.kind) == [.upcE, .codabar, .code93, .gs1128, .gs1DataBar, .pdf417])
        #expect(receipt.symbols.map(\.text) == ["0123456", "A1B", "12", "12", "12", "xy"])
        #expect(receipt.symbols.allSatisfy { !$0.isDrawn })
        #expect(bench.machine.unknown.isEmpty)
    }

    @Test("a QR code keeps its content until it is printed, as often as asked, and loses it by ESC @")
    func qr() throws {
        let bench = try MachineBench()
        let text = "https://shop.example/收据?id=42"
        let data = Array(text.utf8)
        let print: [UInt8] = [0x1D, 0x28, 0x6B, 3, 0, 49, 81, 48]
        bench.send([
            0x1D, 0x28, 0x6B, 4, 0, 49, 65, 50, 0, 0x1D, 0x28, 0x6B, 3, 0, 49, 67, 6, 0x1D, 0x28, 0x6B, 3, 0, 49, 69,
            49,
        ])
        bench.send([0x1D, 0x28, 0x6B, UInt8(data.count + 3), 0, 49, 80, 48] + data + print + print)
        #expect(bench.unfinished?.symbols.map(\.text) == [text, text])
        #expect(bench.unfinished?.symbols.first?.kind == .qr)
        #expect(bench.text.hasPrefix("[QR]\n" + text + "\n"))
        #expect(bench.machine.unknown.isEmpty)
        bench.send([0x1B, 0x40] + print)
        #expect(bench.unfinished?.symbols.count == 2)
        #expect(bench.machine.unknown.map(\.reason) == [.badParameters])
    }
}
