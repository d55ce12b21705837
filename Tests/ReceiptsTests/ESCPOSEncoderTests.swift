import Domain
import Imaging
import Linux
import Testing

@testable import Receipts

@Suite("ESC/POS")
struct ESCPOSEncoderTests {
    private let iconv = Iconv()
    private let metrics = CellMetrics(widePunctuation: true)

    private func profile(_ name: String) throws -> PrinterProfile {
        try #require(PrinterProfile.named(name))
    }

    private func encode(_ blocks: [LayoutBlock], for name: String, columns: Int = 32) throws -> EncodedReceipt {
        let layout = ReceiptLayout(columns: columns, metrics: metrics, blocks: blocks, findings: [])
        return ESCPOSEncoder(profile: try profile(name), charsets: iconv).encode(layout)
    }

    private func line(_ text: String, at column: Int = 0, _ style: TextStyle = .plain) -> LayoutBlock {
        .line(LayoutLine(runs: [run(text, at: column, style)]))
    }

    private func run(_ text: String, at column: Int, _ style: TextStyle = .plain) -> LayoutRun {
        LayoutRun(column: column, text: text, style: style, span: metrics.cells(text) * style.widthScale)
    }

    /// ESC @, FS . , ESC R 0.
    private let chinese = "1B 40  1C 2E  1B 52 00"
    /// ESC @, ESC R 0.
    private let western = "1B 40  1B 52 00"

    // MARK: text

    @Test("a job begins from a known state, in single-byte mode on Chinese printers")
    func beginning() throws {
        #expect(try encode([], for: "TM-T88V").bytes == hex(chinese))
        #expect(try encode([], for: "generic").bytes == hex(western))
        #expect(ESCPOSEncoder.initialise == hex("1B 40"))
    }

    @Test("ASCII needs no mode, blank lines are line feeds, gaps are spaces")
    func ascii() throws {
        let blocks: [LayoutBlock] = [
            .line(LayoutLine(runs: [run("Lane 1", at: 0), run("T2", at: 8)])), .blank, .rule,
        ]
        #expect(
            try encode(blocks, for: "TM-T88V", columns: 24).bytes
                == hex(chinese + "4C 61 6E 65 20 31  20 20  54 32  0A") + hex("0A")
                + [UInt8](repeating: 0x2D, count: 24)
                + hex("0A")
        )
    }

    @Test("Han goes in Chinese mode in two bytes, ASCII among it switches nothing")
    func han() throws {
        #expect(
            try encode([line("92号 合计"), line("中")], for: "TM-T88V").bytes
                == hex(chinese + "39 32  1C 26  BA C5  20  BA CF BC C6  0A  D6 D0  0A")
        )
    }

    @Test("Han and accented Latin share a line: each in its own mode, the page said once")
    func mixed() throws {
        let encoded = try encode([line("中é中ö£")], for: "TM-T88V")
        #expect(
            encoded.bytes
                == hex(
                    chinese + "1C 26 D6 D0" + "1C 2E 1B 74 10 E9" + "1C 26 D6 D0" + "1C 2E F6 A3" + "0A"
                )
        )
        #expect(encoded.findings.isEmpty)
    }

    @Test("a page is left only for a character it lacks")
    func pages() throws {
        // ¥ is 9D in CP437 (0), € is 80 in CP1252 (16), which has ¥ as A5.
        #expect(
            try encode([line("¥1 €2 ¥3")], for: "XP-58").bytes
                == hex(chinese + "1B 74 00 9D 31 20" + "1B 74 10 80 32 20" + "A5 33 0A")
        )
        // Cyrillic has a page of its own.
        #expect(try encode([line("Ж")], for: "TM-T88V").bytes == hex(chinese + "1B 74 11 86 0A"))
    }

    @Test("Chinese punctuation keeps its two cells; a Latin page serves where there is no double-byte set")
    func punctuation() throws {
        #expect(try encode([line("“好”……")], for: "TM-T88V").bytes == hex(chinese + "1C 26 A1B0 BAC3 A1B1 A1AD A1AD 0A"))
        let narrow = CellMetrics(widePunctuation: false)
        let text = "“a” – x"
        let layout = ReceiptLayout(
            columns: 32,
            metrics: narrow,
            blocks: [
                .line(LayoutLine(runs: [LayoutRun(column: 0, text: text, style: .plain, span: narrow.cells(text))]))
            ],
            findings: []
        )
        let western = try ESCPOSEncoder(profile: profile("TM-T88V"), charsets: iconv).encode(layout)
        #expect(western.bytes == hex(chinese + "1B 74 10 93 61 94 20 96 20 78 0A"))
        // CP437 has neither: plain stand-ins, which are no finding.
        let plain = try ESCPOSEncoder(profile: profile("generic"), charsets: iconv).encode(layout)
        #expect(plain.bytes == hex(self.western + "22 61 22 20 2D 20 78 0A"))
        #expect(plain.findings.isEmpty)
    }

    @Test("what a printer cannot print shows as question marks of its width, and is found once")
    func unprintable() throws {
        let encoded = try encode([line("㐀𠮷😀㐀")], for: "TM-T88V")
        #expect(encoded.bytes == hex(chinese + "3F3F 3F3F 3F3F 3F3F 0A"))
        #expect(encoded.findings == [.unprintable("㐀"), .unprintable("𠮷"), .unprintable("😀")])
        #expect(try encode([line("油")], for: "generic").bytes == hex(western + "3F 3F 0A"))
    }

    @Test("a control character in a text is a question mark, never a command")
    func control() throws {
        #expect(try encode([line("a\u{1B}@\u{10}\u{4}")], for: "generic").bytes == hex(western + "61 40 0A"))
    }

    // MARK: style

    @Test("styles are switched when they change, and gaps are normal and white")
    func styles() throws {
        let blocks: [LayoutBlock] = [
            .line(LayoutLine(runs: [run("A", at: 2, .double), run("B", at: 6, .bold)])),
            line("C", at: 1, TextStyle(inverse: true)), line("D"),
        ]
        #expect(
            try encode(blocks, for: "TM-T88V").bytes
                == hex(
                    chinese + "20 20  1D 21 11  41" + "1D 21 01 20 20" + "1B 45 01 1D 21 00  42 0A"
                        + "20  1B 45 00 1D 42 01  43 0A" + "1D 42 00 44 0A"
                )
        )
    }

    @Test("printers with a size of their own for Han are told both")
    func multibyteSize() throws {
        #expect(
            try encode([line("中", .init(widthScale: 2, heightScale: 2)), line("a")], for: "XP-58").bytes
                == hex(chinese + "1D 21 11 1C 21 0C  1C 26 D6 D0 0A" + "1D 21 00 1C 21 00  61 0A")
        )
    }

    private func line(_ text: String, _ style: TextStyle) -> LayoutBlock { line(text, at: 0, style) }

    // MARK: symbols

    private func qr(_ text: String) throws -> LayoutBlock {
        let place = LayoutPlace(.centre, span: 32)
        return .symbol(LayoutSymbol(.qr(try QRContent(text)), moduleDots: 6, place: place))
    }

    private func barcode(_ text: String) throws -> LayoutBlock {
        let place = LayoutPlace(.centre, span: 32)
        return .symbol(LayoutSymbol(.barcode(try Barcode(.code128, text)), moduleDots: 2, place: place))
    }

    @Test("a native QR symbol: model 2, module size, level M, data, print; the mode is said again after it")
    func nativeQR() throws {
        #expect(
            try encode([line("中"), qr("HI"), line("中")], for: "TM-T88V").bytes
                == hex(
                    chinese + "1C 26 D6 D0 0A" + "1B 61 01"
                        + "1D 28 6B 04 00 31 41 32 00" + "1D 28 6B 03 00 31 43 06" + "1D 28 6B 03 00 31 45 31"
                        + "1D 28 6B 05 00 31 50 30 48 49" + "1D 28 6B 03 00 31 51 30"
                        + "1B 61 00" + "1C 26 D6 D0 0A"
                )
        )
    }

    @Test("without native QR our own symbol goes as a picture in bands that fit the buffer")
    func rasterQR() throws {
        let encoded = try encode([qr("HI")], for: "XP-58").bytes
        let picture = try #require(QRCode(Array("HI".utf8))).bitmap(moduleDots: 6)
        #expect(picture.stride == 16 && picture.height == 126)
        // 2,048 bytes a band are 128 rows of 16.
        #expect(encoded == hex(chinese + "1B 61 01  1D 76 30 00 10 00 7E 00") + picture.bytes + hex("1B 61 00"))
        let bands = ESCPOSCommand.raster(picture, bandBytes: 1_000)
        #expect(bands.prefix(8) == hex("1D 76 30 00 10 00 3E 00")[...])
        #expect(bands.count == 126 * 16 + 3 * 8)
    }

    @Test("a printer that loses the line feed behind a picture gets one more")
    func rasterEatsLineFeed() throws {
        let encoded = try encode([qr("HI")], for: "NT-5890K").bytes
        #expect(encoded.suffix(4) == hex("0A 1B 61 00")[...])
    }

    @Test("a native barcode has height, width, no text of its own, and code sets")
    func nativeBarcode() throws {
        let barcode = try barcode("1234A")
        #expect(
            try encode([barcode], for: "TM-T88V").bytes
                == hex(chinese + "1B 61 01  1D 68 48  1D 77 02  1D 48 00  1D 6B 49 07 7B 43 0C 22 7B 42 41  1B 61 00")
        )
    }

    @Test("digits that would be DLE EOT inside a barcode go as a picture")
    func hiddenBarcode() throws {
        let barcode = try barcode("160401")
        let bytes = try encode([barcode], for: "TM-T88V").bytes
        #expect(!RealTimeCommand.isHidden(in: bytes))
        #expect(bytes.contains(0x76))
        let qr = try encode([qr("\u{10}\u{4}\u{1}")], for: "TM-T88V").bytes
        #expect(!RealTimeCommand.isHidden(in: qr))
    }

    @Test("dots that look like a real-time command get one dot more, across rows and behind the head of the band, too")
    func hiddenDots() {
        let dots = Bitmap1(width: 16, height: 3, bytes: hex("10 04  00 10  14 05"))
        let bytes = ESCPOSCommand.raster(dots, bandBytes: 4_096)
        #expect(bytes == hex("1D 76 30 00 02 00 03 00  10 84  00 10  94 05"))
        let tall = ESCPOSCommand.raster(Bitmap1(width: 8, height: 0x1000, bytes: [0x05]), bandBytes: 0x1000)
        #expect(tall.prefix(9) == hex("1D 76 30 00 01 00 00 10 85")[...])
    }

    // MARK: end

    @Test(
        "the paper ends as the cutter needs it",
        arguments: [("TM-T88V", "1D 56 42 00"), ("generic", "1B 64 05 1D 56 01"), ("XP-58", "1B 64 04")]
    )
    func cut(name: String, bytes: String) throws {
        let head = name == "generic" ? western : chinese
        #expect(try encode([line("a"), .cut(.partial)], for: name).bytes == hex(head + "61 0A" + bytes))
    }

    @Test("the drawer's pulse has both times")
    func drawer() throws {
        // 100 ms and 200 ms in steps of 2 ms.
        #expect(try encode([.drawer], for: "TM-T88V").bytes == hex(chinese + "1B 70 00 32 64"))
    }

    // MARK: whole receipts

    @Test(
        "every receipt on every printer says what its layout says, and hides no real-time command",
        arguments: Samples.kindsAndLanguages
    )
    func whole(kind: Receipt.Kind, language: Receipt.Language) throws {
        let receipt = Samples.receipt(kind, language)
        for profile in PrinterProfile.all
        where profile.dialect == .escpos && profile.multibyte?.charset.hasPrefix("GB") == true {
            let layout = ReceiptLayout(receipt, columns: profile.columns)
            let encoded = ESCPOSEncoder(profile: profile, charsets: iconv).encode(layout)
            #expect(!RealTimeCommand.isHidden(in: encoded.bytes))
            // CP437 has no è; the clones' other pages and Epson's have every character of the samples.
            #expect(encoded.findings.isEmpty, "\(profile.name): \(encoded.findings)")
            var paper = ESCPOSReader(bytes: encoded.bytes, profile: profile, charsets: iconv)
            try paper.read()
            let expected = layout.blocks.compactMap { block -> String? in
                switch block {
                case .line(let line): line.runs.map(\.text).joined().filter { $0 != " " }
                case .rule: String(repeating: "-", count: profile.columns)
                case .blank: ""
                default: nil
                }
            }
            #expect(paper.lines.map { $0.text.filter { $0 != " " } } == expected)
            #expect(paper.lines.allSatisfy { $0.cells <= profile.columns })
            #expect(paper.initialisations == 1)
            #expect(paper.drawerPulses == (receipt.openDrawer ? 1 : 0))
        }
    }
}
