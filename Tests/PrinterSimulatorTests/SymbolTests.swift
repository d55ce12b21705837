import Imaging
import Receipts
import Testing

@testable import PrinterSimulator

@Suite("Symbols on paper")
struct SymbolTests {
    private static let text = Array("1234".utf8)

    /// `GS k` in its form with a length.
    private func barcode(_ function: UInt8, _ data: String) -> [UInt8] {
        [0x1D, 0x6B, function, UInt8(data.utf8.count)] + Array(data.utf8)
    }

    private func symbol(_ parameters: [UInt8]) -> [UInt8] {
        [0x1D, 0x28, 0x6B, UInt8(parameters.count & 0xFF), UInt8(parameters.count >> 8)] + parameters
    }

    @Test("EAN and UPC have the modules of the standard's tables and get their check digit")
    func ean() throws {
        let settings = BarcodeSettings()
        func modules(_ symbology: Symbology, _ data: String) -> String? {
            BarcodeBars(symbology, Array(data.utf8), settings).map { bars in
                bars.widths.enumerated().map { String(repeating: $0 % 2 == 0 ? "1" : "0", count: $1 / 3) }.joined()
            }
        }
        let thirteen =
            "10100011010100111010111101111010001001011001101010100001010000101000010111010010000101100110101"
        #expect(modules(.ean13, "400638133393") == thirteen)
        #expect(modules(.ean13, "4006381333931") == thirteen)
        #expect(modules(.ean13, "4006381333932") == nil)
        #expect(modules(.ean8, "9638507") == "1010001011010111101111010110111010101001110111001010001001011100101")
        #expect(modules(.upcA, "03600029145") == modules(.ean13, "003600029145"))
    }

    @Test("codes of two widths take Epson's wide element, the others whole modules")
    func twoWidths() {
        var settings = BarcodeSettings()
        settings.module = 2
        // * is narrow with a wide space, a wide bar, narrow, a wide bar.
        let star = [2, 5, 2, 2, 5, 2, 5, 2, 2]
        let letter = [5, 2, 2, 2, 2, 5, 2, 2, 5]
        let code = BarcodeBars(.code39, Array("A".utf8), settings)
        #expect(code?.widths == star + [2] + letter + [2] + star)
        #expect(BarcodeBars(.code39, Array("*A*".utf8), settings) == code)
        let digits = BarcodeBars(.itf, Array("12".utf8), settings)
        #expect(digits?.widths == [2, 2, 2, 2] + [5, 2, 2, 5, 2, 2, 2, 2, 5, 5] + [5, 2, 2])
    }

    @Test(
        "Code 128 data selects its sets, shifts and functions",
        arguments: [
            ("{BA1", "A1", 4), ("{C\u{0C}\u{22}", "1234", 4), ("{AA\t{BB", "A\tB", 6), ("{AA{SaB", "AaB", 6),
            ("{Ba{{b", "a{b", 5), ("{C{1\u{0C}{Bx", "12x", 6), ("{B{1a{1b", "a\u{1D}b", 6),
        ] as [(String, String, Int)]
    )
    func code128(data: String, content: String, symbols: Int) {
        var settings = BarcodeSettings()
        settings.module = 2
        let bars = BarcodeBars(.code128, Array(data.utf8), settings)
        #expect(bars?.content == Array(content.utf8))
        // Start, check character and a stop of 13 modules are in it.
        #expect(bars?.dots == 2 * ((symbols + 1) * 11 + 2))
    }

    @Test("Code 128 has the modules of the standard")
    func code128Modules() {
        // Start B, A, check (104 + 33) mod 103 = 34, stop.
        #expect(
            BarcodeBars(.code128, Array("{BA".utf8), BarcodeSettings())?.widths.map { $0 / 3 }
                == [2, 1, 1, 2, 1, 4, 1, 1, 1, 3, 2, 3, 1, 3, 1, 1, 2, 3, 2, 3, 3, 1, 1, 1, 2]
        )
        #expect(BarcodeBars(.code128, Array("A".utf8), isAutomatic: true, BarcodeSettings())?.dots == 138)
    }

    @Test(
        "data a code cannot hold prints nothing and is told",
        arguments: [
            [0x1D, 0x6B, 67, 3, 0x31, 0x32, 0x33], [0x1D, 0x6B, 68, 7] + Array("12a4567".utf8),
            [0x1D, 0x6B, 69, 2, 0x41, 0x61], [0x1D, 0x6B, 70, 3, 0x31, 0x32, 0x33], [0x1D, 0x6B, 73, 2, 0x41, 0x42],
            [0x1D, 0x6B, 73, 4, 0x7B, 0x43, 100, 1], [0x1D, 0x6B, 73, 3, 0x7B, 0x42, 0x7B], [0x1D, 0x6B, 4, 0],
            // Number system 1 of UPC-E, a check digit too much, no AI, FNC1 forgotten behind a batch number.
            [0x1D, 0x6B, 66, 8] + Array("11234562".utf8), [0x1D, 0x6B, 75, 14] + Array("01234567890128".utf8),
            [0x1D, 0x6B, 78, 4] + Array("1234".utf8), [0x1D, 0x6B, 78, 18] + Array("(10)AB(21)12345678".utf8),
            [0x1D, 0x6B, 74, 2, 0x7B, 0x31],
            // Wider than the paper.
            [0x1D, 0x6B, 69, 40] + [UInt8](repeating: 0x41, count: 40),
            [0x1D, 0x77, 9], [0x1D, 0x68, 0], [0x1D, 0x48, 9], [0x1D, 0x28, 0x6B, 3, 0, 49, 67, 99],
            [0x1D, 0x28, 0x6B, 3, 0, 49, 81, 48], [0x1D, 0x28, 0x6B, 3, 0, 48, 81, 48],
            [0x1D, 0x28, 0x6B, 3, 0, 48, 65, 31], [0x1D, 0x28, 0x6B, 3, 0, 48, 66, 2],
            [0x1D, 0x28, 0x6B, 4, 0, 48, 69, 48, 57], [0x1D, 0x28, 0x6B, 3, 0, 49, 69, 52],
        ] as [[UInt8]]
    )
    func refused(bytes: [UInt8]) throws {
        let bench = try MachineBench()
        bench.send(bytes)
        #expect(bench.unfinished == nil)
        #expect(bench.machine.unknown.map(\.reason) == [.badParameters])
    }

    @Test("a printer does not draw the codes it has not, and says so")
    func missing() throws {
        let bench = try MachineBench(PrinterModel(name: "bars only", symbols: [.ean13]))
        bench.send(barcode(68, "9638507") + symbol([49, 81, 48]) + symbol([48, 81, 48]))
        #expect(bench.unfinished == nil)
        #expect(bench.machine.unknown.map(\.reason) == [.notDone, .notDone, .notDone])
        bench.send(barcode(67, "400638133393"))
        #expect(bench.unfinished?.symbols.map(\.symbology) == [.ean13])
    }

    @Test("both forms of GS k draw the bars with height, width and readable text, and tell the content")
    func printed() throws {
        let bench = try MachineBench()
        bench.send([0x1B, 0x61, 1, 0x1D, 0x68, 50, 0x1D, 0x77, 2, 0x1D, 0x48, 2])
        bench.send(
            [0x1D, 0x6B, 67, 12] + Array("400638133393".utf8) + [0x1D, 0x6B, 2] + Array("4006381333931".utf8) + [0]
        )
        let receipt = try #require(bench.unfinished)
        #expect(receipt.symbols.map(\.symbology) == [.ean13, .ean13])
        #expect(receipt.symbols.map(\.text) == ["4006381333931", "4006381333931"])
        #expect(receipt.symbols.map(\.row) == [112, 112 + 74])
        let picture = receipt.picture
        #expect(picture.height == 112 + 2 * 74)
        let left = (576 - 190) / 2
        let bars = picture.cropped(x: left, y: 112 + 25, width: 190, height: 1)
        var settings = BarcodeSettings()
        settings.module = 2
        let widths = BarcodeBars(.ean13, Array("400638133393".utf8), settings)?.widths ?? []
        let drawn = widths.enumerated().flatMap { [Bool](repeating: $0 % 2 == 0, count: $1) }
        #expect((0..<190).map { bars[$0, 0] } == drawn)
        let name =
            String(repeating: " ", count: 20) + "[EAN-13]\n" + String(repeating: " ", count: 17) + "4006381333931\n"
        #expect(receipt.text == name + name)
        #expect(bench.machine.unknown.isEmpty)
    }

    @Test("readable text stands above, below, at both sides or nowhere", arguments: UInt8(0)...3)
    func readableText(n: UInt8) throws {
        let bench = try MachineBench()
        bench.send([0x1D, 0x68, 40, 0x1D, 0x66, 1, 0x1D, 0x48, n] + barcode(68, "9638507"))
        let receipt = try #require(bench.unfinished)
        let lines = receipt.text.split(separator: "\n").map { $0.filter { $0 != " " } }
        #expect(lines == (n & 1 > 0 ? ["96385074"] : []) + ["[EAN-8]"] + (n & 2 > 0 ? ["96385074"] : []))
        #expect(receipt.height == 112 + 40 + 17 * n.nonzeroBitCount)
    }

    @Test("a QR code keeps its content until it is printed, as often as asked, and loses it by ESC @")
    func qr() throws {
        let bench = try MachineBench()
        let text = "https://shop.example/收据?id=42"
        let data = Array(text.utf8)
        let print = symbol([49, 81, 48])
        bench.send(symbol([49, 65, 50, 0]) + symbol([49, 67, 6]) + symbol([49, 69, 49]))
        bench.send(symbol([49, 80, 48] + data) + print + print)
        #expect(bench.unfinished?.symbols.map(\.text) == [text, text])
        #expect(bench.unfinished?.symbols.first?.symbology == .qr)
        #expect(bench.text.hasPrefix("[QR]\n" + text + "\n"))
        #expect(bench.machine.unknown.isEmpty)
        bench.send([0x1B, 0x40] + print)
        #expect(bench.unfinished?.symbols.count == 2)
        #expect(bench.machine.unknown.map(\.reason) == [.badParameters])
    }

    @Test("QR codes have the size and level asked for; models 1 and 3 are not drawn, and that is told")
    func qrSettings() throws {
        let content = Array(repeating: UInt8(0x41), count: 100)
        for (level, modules) in [(UInt8(48), 33), (49, 37), (50, 41), (51, 49)] {
            let bench = try MachineBench()
            bench.send(symbol([49, 67, 5]) + symbol([49, 69, level]) + symbol([49, 80, 48] + content))
            bench.send(symbol([49, 81, 48]))
            #expect(bench.unfinished?.height == 112 + 5 * modules)
        }
        for model: UInt8 in [49, 51] {
            let bench = try MachineBench()
            bench.send(symbol([49, 65, model, 0]) + symbol([49, 80, 48, 0x41]) + symbol([49, 81, 48]))
            #expect(bench.unfinished == nil)
            #expect(bench.machine.unknown.map(\.reason) == [.notDone])
        }
    }

    @Test("PDF417 has columns, rows, sizes and shape as told")
    func pdf417() throws {
        let bench = try MachineBench()
        bench.send(
            symbol([48, 65, 4]) + symbol([48, 66, 12]) + symbol([48, 67, 2]) + symbol([48, 68, 5])
                + symbol([48, 69, 48, 50]) + symbol([48, 80, 48] + Self.text) + symbol([48, 81, 48])
        )
        let whole = try #require(bench.unfinished)
        #expect(whole.height == 112 + 12 * 2 * 5)
        let picture = whole.picture
        let last = (0..<576).last { picture[$0, 112] }
        #expect(last == (17 * 4 + 69) * 2 - 1)
        #expect(whole.symbols.map(\.text) == ["1234"])
        bench.send(symbol([48, 70, 1]) + symbol([48, 81, 48]))
        let both = try #require(bench.unfinished).picture
        let edge = (0..<576).last { both[$0, whole.height] }
        #expect(edge == (17 * 4 + 35) * 2 - 1)
        #expect(bench.machine.unknown.isEmpty)
    }
}
