import Domain
import Imaging
import Linux
import Testing

@testable import Receipts

/// Reads the symbols of finished pictures with independent decoders (Debian packages zbar-tools and zxing-cpp-tools),
/// where they are installed.
@Suite("Symbols under a scanner", .enabled(if: Files.exists("/usr/bin/zbarimg"), "zbar-tools is not installed"))
struct SymbolDecodingTests {
    private func output(of command: [String], on png: [UInt8]) throws -> String {
        let stem = "/tmp/countertop-symbols-\(UInt64.random(in: 0 ... .max))"
        defer {
            try? Files.remove(stem + ".png")
            try? Files.remove(stem + ".txt")
        }
        try Files.writeAtomically(png, to: stem + ".png")
        let scanner = try ChildProcess(command + [stem + ".png"], output: .file(stem + ".txt"), error: .discard)
        try #require(try scanner.wait(until: .after(milliseconds: 10_000)) != nil)
        return String(decoding: try Files.read(stem + ".txt"), as: UTF8.self)
    }

    private func decode(_ png: [UInt8]) throws -> [String] {
        try output(of: ["zbarimg", "--quiet", "--nodbus"], on: png).split(separator: "\n").map(String.init)
    }

    private func picture(qr: String?, barcode: String?, columns: Int) throws -> [UInt8] {
        var receipt = Receipt(kind: .note)
        receipt.qr = qr
        receipt.barcode = barcode
        let layout = ReceiptLayout(receipt, columns: columns)
        return try ReceiptPicture.bitmap(layout, glyphs: try GlyphSource(), margin: 24).pngBytes()
    }

    @Test(
        "QR symbols of every kind of content read back",
        arguments: [
            "1", "https://example.com/r/20260301-0042", "晨光加油站 ¥12.05", String(repeating: "0123456789", count: 30),
        ]
    )
    func qr(text: String) throws {
        #expect(try decode(picture(qr: text, barcode: nil, columns: 48)) == ["QR-Code:" + text])
    }

    @Test("the largest QR symbol a receipt may have reads back from the narrowest paper")
    func largest() throws {
        let text = String((0..<1_000).map { Character(UnicodeScalar(UInt8($0 % 26 + 65))) })
        #expect(try decode(picture(qr: text, barcode: nil, columns: 24)) == ["QR-Code:" + text])
    }

    @Test(
        "barcodes read back from every mixture of code sets",
        arguments: ["R-1001", "20260301", "0042-36845", "A123456B", "160401", "{}~ !", "7"]
    )
    func code128(text: String) throws {
        #expect(try decode(picture(qr: nil, barcode: text, columns: 48)) == ["CODE-128:" + text])
    }

    @Test("both symbols of a whole receipt read back at every width", arguments: Samples.columns)
    func receipt(columns: Int) throws {
        let png = try ReceiptRenderer.png(
            document: Samples.receipt(.sale, .chinese).json,
            columns: columns,
            copy: false,
            glyphs: try GlyphSource()
        )
        #expect(try Set(decode(png)) == ["QR-Code:https://example.com/r/20260301-0042", "CODE-128:0042-36845"])
    }

    // MARK: every symbology

    /// Format and text that ZXing finds in a symbol of `moduleDots` dots a module.
    private func scan(_ content: LayoutSymbol.Content, moduleDots: Int = 2) throws -> (format: String?, text: String?) {
        let symbol = LayoutSymbol(content, moduleDots: moduleDots, barHeight: 80, place: LayoutPlace(.left, span: 96))
        let bars = symbol.bitmap()
        var page = Bitmap1(width: bars.width + 80, height: bars.height + 80)
        page.paint(bars, x: 40, y: 40)
        let lines = try output(of: ["ZXingReader"], on: page.pngBytes()).split(separator: "\n")
        func field(_ name: String) -> String? {
            lines.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)).trimming() }
        }
        return (field("Format:"), field("Text:"))
    }

    @Test(
        "bars of every symbology read back",
        .enabled(if: Files.exists("/usr/bin/ZXingReader"), "zxing-cpp-tools is not installed"),
        arguments: [
            (.upcA, "036000291452", "UPC-A", "036000291452"), (.upcE, "01234565", "UPC-E", "01234565"),
            (.upcE, "11234562", "UPC-E", "11234562"), (.ean8, "96385074", "EAN-8", "96385074"),
            (.ean13, "0123456789012", "UPC-A", "123456789012"), (.code39, "AZ 09-.$/+%", "Code39", "AZ 09-.$/+%"),
            (.itf, "12345678901231", "ITF", "12345678901231"), (.codabar, "A12-$:/.+34B", "Codabar", "12-$:/.+34"),
            (.code93, "Code 93 ~!@[]{}|_`?", "Code93", "Code 93 ~!@[]{}|_`?"),
            (.code128, "Mixed 123456 abc", "Code128", "Mixed 123456 abc"),
            (.code128, "7", "Code128", "7"), (.gs1128, "(01)09501101530003(10)AB-12", "Code128", nil),
        ] as [(Symbology, String, String, String?)]
    )
    func bars(symbology: Symbology, text: String, format: String, read: String?) throws {
        let found = try scan(.barcode(try Barcode(symbology, text)))
        #expect(found.format == format)
        if let read {
            #expect(found.text?.trimming(quotes: true) == read)
        } else {
            #expect(found.text?.contains("09501101530003") == true)
        }
    }

    @Test(
        "GS1 DataBar of every kind of number reads back",
        .enabled(if: Files.exists("/usr/bin/ZXingReader"), "zxing-cpp-tools is not installed"),
        arguments: [
            "2401234567890", "0000000000000", "9999999999999", "0950110153000", "1234567890123", "0034567890125",
        ]
    )
    func dataBar(number: String) throws {
        let barcode = try Barcode(.dataBar, number)
        let found = try scan(.barcode(barcode))
        #expect(found.format == "DataBar")
        #expect(found.text?.contains(barcode.text.dropFirst(4)) == true)
    }

    @Test(
        "GS1 DataBar Expanded of every length and mode reads back",
        .enabled(if: Files.exists("/usr/bin/ZXingReader"), "zxing-cpp-tools is not installed"),
        arguments: [
            "(10)12A", "(01)09501101530003", "(01)09501101530003(3103)001750", "(01)90012345678908(15)260301(10)AB-12",
            "(21)1A2B3C4D", "(10)abc!(21)xyz", "(8110)106141416543213150110120", "(00)006141411234567890",
            "(01)09501101530003(17)260301(10)LOT42(21)123456", "(240)9876543210987654321098765432", "(10)7",
            "(10)ABCDEFGHIJKLMNOPQRST", "(10)1234567890(21)1",
        ]
    )
    func dataBarExpanded(text: String) throws {
        let found = try scan(.barcode(try Barcode(.dataBarExpanded, text)), moduleDots: 3)
        #expect(found.format == "DataBarExpanded")
        let plain = text.filter { !"()".contains($0) }
        #expect(found.text?.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "!-".contains($0)) } == plain)
    }

    @Test(
        "every first digit of EAN-13 reads back",
        .enabled(if: Files.exists("/usr/bin/ZXingReader"), "zxing-cpp-tools is not installed"),
        arguments: 1...9
    )
    func ean13(first: Int) throws {
        let barcode = try Barcode(.ean13, String(first) + "50110153000")
        let found = try scan(.barcode(barcode))
        #expect(found.format == "EAN-13")
        #expect(found.text?.trimming(quotes: true) == barcode.text)
    }

    @Test(
        "QR symbols of every level and mode read back",
        .enabled(if: Files.exists("/usr/bin/ZXingReader"), "zxing-cpp-tools is not installed"),
        arguments: QRLevel.allCases,
        ["0123456789012345", "RECEIPT-2026 $1", "https://example.com/20260301123456/晨光"]
    )
    func levels(level: QRLevel, text: String) throws {
        let found = try scan(.qr(try QRContent(text, level: level)), moduleDots: 4)
        #expect(found.format == "QRCode")
        #expect(found.text?.trimming(quotes: true) == text)
    }

    @Test(
        "PDF417 symbols of every compaction, size and level read back",
        .enabled(if: Files.exists("/usr/bin/ZXingReader"), "zxing-cpp-tools is not installed"),
        arguments: [
            ("Receipt 2026-03-01 R/0042; total: ¥368.45", nil, 1...30),
            ("1234567890123456789012345678901234567890123456", 0, 1...30),
            ("a", 5, 1...30), ("AbC.dE,f;12 Xy?!{}", 2, 3...3), ("晨光加油站", 4, 2...2),
            (String(repeating: "Item 12.50 coffee;", count: 20), 3, 8...8),
        ] as [(String, Int?, ClosedRange<Int>)]
    )
    func pdf417(text: String, level: Int?, columns: ClosedRange<Int>) throws {
        let found = try scan(.pdf417(try PDF417(text, level: level, columns: columns)))
        #expect(found.format == "PDF417")
        #expect(found.text?.trimming(quotes: true) == text)
    }
}

extension String {
    /// Without spaces at its ends, and then without quotation marks.
    fileprivate func trimming(quotes: Bool = false) -> String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        if quotes, text.first == "\"", text.last == "\"", text.count >= 2 {
            text = text.dropFirst().dropLast()
        }
        return String(text)
    }
}
