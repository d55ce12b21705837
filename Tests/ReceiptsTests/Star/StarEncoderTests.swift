import Imaging
import Linux
import Testing

@testable import Receipts

@Suite("Star's line mode and StarPRNT")
struct StarEncoderTests {
    private let iconv = Iconv()
    private let metrics = CellMetrics(widePunctuation: true)

    /// ESC @, ESC RS F 0, ESC R 0, ESC z 1.
    private let beginning = "1B 40  1B 1E 46 00  1B 52 00  1B 7A 01"

    private func encode(
        _ blocks: [LayoutBlock],
        for name: String,
        columns: Int = 32,
        isUpsideDown: Bool = false,
        glyphs: GlyphOpener? = nil
    ) throws -> EncodedReceipt {
        let profile = try #require(PrinterProfile.named(name))
        let layout = ReceiptLayout(columns: columns, metrics: metrics, blocks: blocks, isUpsideDown: isUpsideDown)
        return StarEncoder(profile: profile, charsets: iconv, glyphs: glyphs).encode(layout)
    }

    private func line(_ text: String, at column: Int = 0, _ style: TextStyle = .plain) -> LayoutBlock {
        .line(LayoutLine(runs: [run(text, at: column, style)]))
    }

    private func run(_ text: String, at column: Int, _ style: TextStyle = .plain) -> LayoutRun {
        LayoutRun(column: column, text: text, style: style, span: metrics.cells(text) * style.widthScale)
    }

    @Test(
        "a receipt begins from a known state",
        arguments: [
            ("TSP650II", "1B 40  1B 1E 46 00  1B 52 00  1B 7A 01"),
            ("mC-Print3", "1B 40  1B 1E 46 00  1B 52 00  1B 7A 01"),
            // Shift JIS is on in printers for Japan; needles have another command for their font.
            ("TSP650II-JP", "1B 40  1B 24 00  1B 1E 46 00  1B 52 00  1B 7A 01"),
            ("SP700", "1B 40  1B 4D  1B 52 00  1B 7A 01"),
        ]
    )
    func beginning(name: String, bytes: String) throws {
        #expect(try encode([], for: name).bytes == hex(bytes))
        #expect(try encode([], for: name, isUpsideDown: true).bytes == hex(bytes + "0F"))
    }

    @Test(
        "characters come from the pages as Star counts them, and Han without a mode from the printers that have them",
        arguments: [
            ("TSP650II", "a¥1€é", "61 1B1D7420 A5 31 80 E9"), ("generic-star", "¥", "1B1D7401 9D"),
            ("TSP650II", "Ж", "1B1D740A 86"), ("mC-Print3", "Ж", "1B1D740A 86"),
            ("TSP650II-CN", "92号 合计", "39 32 BA C5 20 BA CF BC C6"), ("TSP650II-TW", "油1", "AA 6F 31"),
            ("TSP650II-KR", "가a", "B0 A1 61"),
            ("TSP650II-JP", "油é油", "1B2401 96FB 1B2400 1B1D7420 E9 1B2401 96FB"),
        ]
    )
    func characters(name: String, text: String, bytes: String) throws {
        let encoded = try encode([line(text)], for: name)
        #expect(encoded.bytes.suffix(hex(bytes).count + 1) == hex(bytes + "0A")[...])
        #expect(encoded.findings.isEmpty)
    }

    @Test("styles are switched when they change")
    func styles() throws {
        let blocks: [LayoutBlock] = [
            .line(LayoutLine(runs: [run("A", at: 2, .double), run("B", at: 6, .bold)])),
            line("C", TextStyle(inverse: true, underlined: true)), line("D"),
            line("E", TextStyle(widthScale: 6, heightScale: 5)),
        ]
        #expect(
            try encode(blocks, for: "TSP650II").bytes
                == hex(
                    beginning + "20 20 1B6901 01 41" + "1B690100 2020" + "1B45 1B690000 42 0A"
                        + "1B46 1B34 1B2D01 43 0A" + "1B35 1B2D00 44 0A" + "1B690405 45 0A"
                )
        )
        // Needles double, no more.
        #expect(
            try encode([line("A", .tall), line("B")], for: "SP700").bytes
                == hex("1B40 1B4D 1B5200 1B7A01" + "1B45 1B5700 1B6801 41 0A" + "1B46 1B5700 1B6800 42 0A")
        )
    }

    private func line(_ text: String, _ style: TextStyle) -> LayoutBlock { line(text, at: 0, style) }

    @Test("frames are drawn with page 1 and 3 mm from line to line, and with plain signs where there is no page")
    func frames() throws {
        let frame = LayoutBlock.frame(LayoutFrame(cells: 0...2, up: [], down: [0, 2]))
        #expect(
            try encode([frame, line("a")], for: "TSP650II").bytes
                == hex(beginning + "1B1D7401 DA C4 BF 1B30 0A" + "61 1B7A01 0A")
        )
        #expect(
            try encode([frame], for: "TSP650II-CN").bytes == hex(beginning + "2B 2D 2B 1B30 0A")
        )
    }

    // MARK: symbols

    private func symbol(
        _ content: LayoutSymbol.Content,
        _ place: LayoutPlace = LayoutPlace(.left, span: 32)
    ) -> LayoutBlock {
        .symbol(LayoutSymbol(content, moduleDots: 3, barHeight: 60, place: place))
    }

    @Test(
        "bars that the printer knows are its own",
        arguments: [
            (.upcA, "03600029145", "31 31 32 3C 303336303030323931343532"),
            (.upcE, "01234505", "30 31 32 3C 303132303030303033343535"),
            (.ean13, "400638133393", "33 31 32 3C 34303036333831333333393331"),
            (.ean8, "9638507", "32 31 32 3C 3936333835303734"), (.code39, "AB-1", "34 31 32 3C 41422D31"),
            (.itf, "1234", "35 31 38 3C 31323334"), (.code93, "A1", "37 31 32 3C 4131"),
            (.codabar, "A12B", "38 31 32 3C 41313242"), (.code128, "1%", "36 31 32 3C 31 25 30"),
            (.code128, "\u{1}a", "36 31 32 3C 25 41 61"),
        ] as [(Symbology, String, String)]
    )
    func bars(symbology: Symbology, text: String, bytes: String) throws {
        let barcode = LayoutBlock.symbol(
            LayoutSymbol(
                .barcode(try Barcode(symbology, text)),
                moduleDots: 3,
                barHeight: 60,
                place: LayoutPlace(.left, span: 48)
            )
        )
        for name in ["TSP650II", "mC-Print3"] {
            #expect(try encode([barcode], for: name, columns: 48).bytes == hex(beginning + "1B 62" + bytes + "1E"))
        }
    }

    @Test("what it would draw wider than the paper, or not at all, is sent as dots")
    func dots() throws {
        let long = symbol(.barcode(try Barcode(.code128, "12345678901234567890")))
        let databar = symbol(.barcode(try Barcode(.dataBar, "0950110153000")))
        let percent = symbol(.barcode(try Barcode(.code93, "A%")))
        for block in [long, databar, percent] {
            #expect(try encode([block], for: "TSP650II").bytes.starts(with: hex(beginning + "1B30 1B6B")))
            #expect(try encode([block], for: "mC-Print3").bytes.starts(with: hex(beginning + "1B1D53 01")))
        }
        #expect(try encode([long], for: "generic-star").bytes.starts(with: hex(beginning + "1B30 1B6B")))
    }

    @Test("QR and PDF417 are set, stored and printed, aligned in the line or as far from the left as they belong")
    func matrix() throws {
        let qr = try QRContent("AB", level: .quartile)
        let commands =
            "1B1D795330 02  1B1D795331 02  1B1D795332 03  1B1D794431 00 0200 4142  1B1D7950"
        #expect(
            try encode([symbol(.qr(qr), LayoutPlace(.centre, span: 32))], for: "mC-Print3").bytes
                == hex(beginning + "1B1D6101" + commands + "1B1D6100")
        )
        // 21 modules of 3 dots end at cell 20: 240 - 63 = 177.
        #expect(
            try encode([symbol(.qr(qr), LayoutPlace(.right, column: 10, span: 10))], for: "TSP650II").bytes
                == hex(beginning + "1B1D41 B100" + commands)
        )
        let pdf417 = try PDF417("PDF417", level: 1, columns: 2...2)
        let rows = String(pdf417.rows, radix: 16)
        #expect(
            try encode([symbol(.pdf417(pdf417))], for: "TSP650II").bytes
                == hex(
                    beginning + "1B1D785330 01 0\(rows) 02  1B1D785331 01  1B1D785332 03  1B1D785333 03"
                        + "1B1D7844 0600 504446343137  1B1D7850"
                )
        )
        #expect(pdf417.rows < 16)
    }

    @Test("symbol data that look like a real-time command are sent as dots")
    func realTime() throws {
        let qr = symbol(.qr(try QRContent(bytes: [0x1B, 0x06, 0x18])))
        #expect(try encode([qr], for: "mC-Print3").bytes.starts(with: hex(beginning + "1B1D53 01")))
    }

    // MARK: dots

    private var picture: Bitmap1 {
        var picture = Bitmap1(width: 16, height: 25)
        picture.fill(x: 0, y: 0, width: 16, height: 1)
        picture.fill(x: 8, y: 24, width: 8, height: 1)
        return picture
    }

    @Test("line mode takes bands of 24 rows with 3 mm from line to line, the lowest first on turned paper")
    func lineRaster() throws {
        let image = LayoutBlock.image(LayoutImage(picture: picture, place: LayoutPlace(.left, span: 32)))
        let upper = "1B6B 0200 FFFF" + String(repeating: "0000", count: 23) + "0A"
        let lower = "1B6B 0200 00FF" + String(repeating: "0000", count: 23)
        #expect(
            try encode([image], for: "TSP650II").bytes == hex(beginning + "1B30" + upper + lower + "1B4901 1B7A01")
        )
        #expect(
            try encode([image], for: "TSP650II", isUpsideDown: true).bytes
                == hex(beginning + "0F 1B30" + lower + "0A" + upper + "1B7A01")
        )
    }

    @Test("a picture between the lines of a table leaves no gap")
    func table() throws {
        let image = LayoutBlock.image(
            LayoutImage(picture: Bitmap1(width: 8, height: 24), place: LayoutPlace(.left, span: 32))
        )
        let frame = LayoutBlock.frame(LayoutFrame(cells: 0...1, up: [], down: []))
        let white = String(repeating: "00", count: 24)
        #expect(
            try encode([frame, image, frame], for: "TSP650II").bytes
                == hex(beginning + "1B1D7401 C4C4 1B30 0A  1B6B 0100" + white + "0A  1B1D7401 C4C4 0A")
        )
    }

    @Test("StarPRNT takes all rows at once, white dots put them in their place")
    func raster() throws {
        let small = picture.cropped(x: 0, y: 0, width: 16, height: 2)
        let image = LayoutBlock.image(LayoutImage(picture: small, place: LayoutPlace(.left, column: 2, span: 30)))
        #expect(
            try encode([image], for: "mC-Print3").bytes
                == hex(beginning + "1B1D53 01 0500 0200 00  000000FFFF 0000000000")
        )
    }

    @Test("needles take columns of eight dots, coarser than the cells")
    func needles() throws {
        var dots = Bitmap1(width: 24, height: 24)
        dots.fill(x: 0, y: 0, width: 24, height: 24)
        let image = LayoutBlock.image(LayoutImage(picture: dots, place: LayoutPlace(.left, span: 32)))
        // 210 of 504: ten across, ten down.
        let full = String(repeating: "FF", count: 10)
        let rest = String(repeating: "C0", count: 10)
        #expect(
            try encode([image], for: "SP700").bytes
                == hex("1B40 1B4D 1B5200 1B7A01 1B30 1B4B 0A00" + full + "0A 1B4B 0A00" + rest + "0A 1B7A01")
        )
    }

    @Test("no dot hides a real-time command, and no needle opens the drawer")
    func hidden() {
        var rows: [UInt8] = [0x1B, 0x06, 0x1B, 0x1B, 0x06, 0x18]
        rows = StarRealTimeCommand.removed(from: rows[...], last: 0)
        #expect(rows == [0x1B, 0x0E, 0x1B, 0x1B, 0x0E, 0x18])
        #expect(StarRealTimeCommand.removed(from: [0x06][...], last: 0x1B) == [0x0E])
        #expect(StarRealTimeCommand.removedPulses(from: [0x19, 0x1A, 0x1C, 0x1B]) == [0x39, 0x3A, 0x3C, 0x1B])
    }

    @Test("a line with a character no page has is sent as dots, one that no font has as question marks")
    func missing() throws {
        let opener = GlyphOpener()
        let drawn = try encode([line("油¥1")], for: "TSP650II", glyphs: opener)
        #expect(drawn.bytes.starts(with: hex(beginning + "1B30 1B6B")))
        #expect(drawn.findings.isEmpty)
        let yen = try encode([line("合计 ¥1")], for: "TSP650II-CN", glyphs: opener)
        #expect(yen.bytes.starts(with: hex(beginning + "1B30 1B6B")))
        let without = try encode([line("油")], for: "TSP650II")
        #expect(without.bytes == hex(beginning + "3F3F 0A"))
        #expect(without.findings == [.unprintable("油")])
    }

    // MARK: paper, drawer, buzzer, logo, page

    @Test(
        "cut, feed, drawer and beeper as each model has them",
        arguments: [
            (.cut(.full), "TSP650II", "1B6402"), (.cut(.partial), "mC-Print3", "1B6403"),
            (.cut(.partial), "SP700", "1B6106 1B6401"), (.feed(dots: 300), "TSP650II", "1B49FF 1B492D"),
            // Half of 30 dots is half a line of a sixth of an inch.
            (.feed(dots: 15), "SP700", "1B490C"), (.drawer, "TSP650II", "1B07 14 14 07"), (.beep, "TSP650II", ""),
            (.blank, "TSP650II", "0A"), (.rule, "TSP650II", String(repeating: "2D", count: 32) + "0A"),
        ] as [(LayoutBlock, String, String)]
    )
    func paper(block: LayoutBlock, name: String, bytes: String) throws {
        #expect(try encode([block], for: name).bytes.suffix(hex(bytes).count) == hex(bytes)[...])
        #expect(try encode([block], for: name).bytes.count == encode([], for: name).bytes.count + hex(bytes).count)
    }

    @Test("the second drawer has a command of its own, the buzzer its pulses")
    func devices() {
        let pulse = DrawerPulse(pin: 5, onMilliseconds: 100, offMilliseconds: 200, openLevel: .high)
        #expect(StarCommand.drawer(pulse) == [0x1A])
        #expect(StarRasterCommand.drawer(pulse) == hex("1B2A7244 32 00"))
        #expect(StarCommand.buzzer == hex("1B1D1911 01 0A 0A  1B1D1912 01 02 00"))
        #expect(StarRasterCommand.buzzer == hex("1B2A7256 31 32 00"))
    }

    @Test("a logo is called by the number its key names")
    func logo() throws {
        let logo = try #require(NVLogo(key: "07", place: LayoutPlace(.centre, span: 32)))
        #expect(
            try encode([.logo(logo)], for: "TSP650II").bytes == hex(beginning + "1B1D6101 1B1C70 07 00 1B1D6100")
        )
        let letters = try #require(NVLogo(key: "AB", place: LayoutPlace(.left, span: 32)))
        let encoded = try encode([.logo(letters)], for: "TSP650II")
        #expect(encoded.findings == [.logoNotPrinted(key: "AB")])
        #expect(encoded.bytes == hex(beginning))
    }

    @Test("a page is drawn, and without fonts its areas are printed below one another")
    func page() throws {
        let area = LayoutArea(x: 24, y: 0, width: 120, height: 60, turn: .right, blocks: [line("A")])
        let page = LayoutBlock.page(LayoutPage(height: 60, areas: [area]))
        let drawn = try encode([page], for: "mC-Print3", glyphs: GlyphOpener())
        // 48 bytes of 32 columns, rows for half the buffer.
        #expect(drawn.bytes.starts(with: hex(beginning + "1B1D53 01 3000 2A00 00")))
        let plain = try encode([page], for: "mC-Print3")
        #expect(plain.bytes == hex(beginning + "41 0A"))
        #expect(plain.findings == [.pageNotDrawn])
    }
}
