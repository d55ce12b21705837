import Imaging
import Linux
import Testing

@testable import Receipts

/// What only some layouts hold, each as bytes, picture and text.
@Suite("Layout elements")
struct LayoutElementTests {
    private let iconv = Iconv()
    private let metrics = CellMetrics(widePunctuation: true)
    private let glyphs = GlyphOpener()
    /// ESC @, FS . , ESC R 0.
    private let chinese = hex("1B 40  1C 2E  1B 52 00")

    private func layout(_ blocks: [LayoutBlock], isUpsideDown: Bool = false) -> ReceiptLayout {
        ReceiptLayout(columns: 24, metrics: metrics, blocks: blocks, isUpsideDown: isUpsideDown)
    }

    private func bytes(_ layout: ReceiptLayout, for name: String, glyphs: GlyphOpener? = nil) throws -> [UInt8] {
        let profile = try #require(PrinterProfile.named(name))
        return ESCPOSEncoder(profile: profile, charsets: iconv, glyphs: glyphs).encode(layout).bytes
    }

    private func bytes(_ blocks: [LayoutBlock], for name: String = "TM-T88V") throws -> [UInt8] {
        try bytes(layout(blocks), for: name)
    }

    private func picture(_ blocks: [LayoutBlock]) throws -> Bitmap1 {
        try ReceiptPicture.bitmap(layout(blocks), glyphs: glyphs.open())
    }

    private func run(_ text: String, at column: Int, _ style: TextStyle = .plain) -> LayoutRun {
        LayoutRun(column: column, text: text, style: style, span: metrics.cells(text) * style.widthScale)
    }

    private func line(_ text: String, _ style: TextStyle = .plain) -> LayoutBlock {
        .line(LayoutLine(runs: [run(text, at: 0, style)]))
    }

    /// A table of two columns with one row.
    private var table: [LayoutBlock] {
        [
            .frame(LayoutFrame(cells: 0...8, up: [], down: [0, 4, 8])),
            .line(LayoutLine(runs: [run("中", at: 1), run("a", at: 7)], verticals: [0, 4, 8])),
            .frame(LayoutFrame(cells: 0...8, up: [0, 4, 8], down: [0, 8])),
            .line(LayoutLine(runs: [run("b", at: 1, TextStyle(heightScale: 2))], verticals: [0, 8])),
            .frame(LayoutFrame(cells: 0...8, up: [0, 8], down: [])),
        ]
    }

    @Test("borders come from a code page that has them, line to line without a gap")
    func borders() throws {
        // TM-T88V has CP1252 first; CP437 is page 0.
        #expect(
            try bytes(table + [line("x")])
                == chinese + hex("1B 74 00  DA C4C4C4 C2 C4C4C4 BF  1B 33 00 0A")
                + hex("B3  1C 26 D6 D0  20  1C 2E B3  20 20  61 B3 0A")
                + hex("C3 C4C4C4 C1 C4C4C4 B4 0A")
                + hex("1D 21 01  B3 62  20 20 20 20 20 20  B3 0A")
                + hex("1D 21 00  C0 C4C4C4C4C4C4C4 D9 0A")
                + hex("78  1B 32 0A")
        )
    }

    @Test("borders are box characters of one cell in the text of the paper")
    func borderText() {
        #expect(
            ReceiptText.text(layout(table)) == """
                ┌───┬───┐
                │中 │  a│
                ├───┴───┤
                │b      │
                └───────┘

                """
        )
    }

    @Test("strokes join from line to line in the picture")
    func borderPicture() throws {
        let bitmap = try picture(table)
        #expect(bitmap.height == 24 + 24 + 24 + 48 + 24)
        // From the middle of the upper border to the middle of the lower one.
        #expect((11..<bitmap.height - 11).allSatisfy { bitmap[5, $0] && bitmap[8 * 12 + 6, $0] })
        #expect(!bitmap[5, 10] && !bitmap[5, bitmap.height - 10])
        #expect((5..<8 * 12 + 7).allSatisfy { bitmap[$0, 11] && bitmap[$0, 12] })
        #expect(bitmap[4 * 12 + 5, 40] && !bitmap[4 * 12 + 5, 70])
    }

    @Test(
        "a printer without such a page gets bars, dashes and plus signs",
        arguments: [BoxStroke.vertical, .horizontal]
    )
    func asciiBorders(stroke: BoxStroke) {
        #expect(stroke.ascii == (stroke == .vertical ? 0x7C : 0x2D))
        #expect(BoxStroke(rawValue: 15).ascii == 0x2B)
    }

    @Test("underline is switched for single and double bytes, and drawn along the whole run")
    func underline() throws {
        let underlined = TextStyle(underlined: true)
        #expect(
            try bytes([line("中 a", underlined), line("b")])
                == chinese + hex("1B 2D 01 1C 2D 01  1C 26 D6 D0 20 61 0A  1B 2D 00 1C 2D 00  62 0A")
        )
        #expect(
            try bytes([line("a", underlined)], for: "generic") == hex("1B 40  1B 52 00  1B 2D 01 61 0A")
        )
        let bitmap = try picture([line("中 a", underlined)])
        #expect((0..<48).allSatisfy { bitmap[$0, 22] && bitmap[$0, 23] } && !bitmap[48, 23])
    }

    @Test("a symbol in a part of the line has margins for the printer, white dots in a picture")
    func placedSymbol() throws {
        let place = LayoutPlace(.right, column: 12, span: 12)
        let symbol = LayoutSymbol(.qr(try QRContent("HI")), moduleDots: 2, place: place)
        let native = try bytes([.symbol(symbol)])
        #expect(native.starts(with: chinese + hex("1D 4C 90 00 1D 57 90 00 1B 61 02 1D 28 6B")))
        #expect(native.suffix(11) == hex("1B 61 00 1D 4C 00 00 1D 57 00 02")[...])
        // 21 modules of 2 dots at the right end of 288.
        var dots = Bitmap1(width: 288, height: 42)
        dots.paint(symbol.bitmap(), x: 246, y: 0)
        #expect(try bytes([.symbol(symbol)], for: "XP-58") == chinese + hex("1D 76 30 00 24 00 2A 00") + dots.bytes)
        #expect(try picture([.symbol(symbol)]) == dots)
    }

    @Test("a picture is raster at its place, a logo is called by its key")
    func pictures() throws {
        let dots = Bitmap1(width: 8, height: 2, bytes: [0xF0, 0x0F])
        let image = LayoutImage(picture: dots, place: LayoutPlace(.left, column: 2, span: 4))
        #expect(try bytes([.image(image)]) == chinese + hex("1D 76 30 00 04 00 02 00  00 00 00 F0  00 00 00 0F"))
        let logo = try #require(NVLogo(key: "A1", place: LayoutPlace(.centre, span: 24)))
        #expect(
            try bytes([.logo(logo)]) == chinese + hex("1B 61 01  1D 28 4C 06 00 30 45 41 31 01 01  1B 61 00")
        )
        #expect(ReceiptText.text(layout([.image(image), .logo(logo)])) == "  [picture]\n          [A1]\n")
        #expect(NVLogo(key: "é", place: logo.place) == nil && NVLogo(key: "ABC", place: logo.place) == nil)
    }

    @Test("a printer without stored pictures leaves them out and says so")
    func noLogo() throws {
        let logo = try #require(NVLogo(key: "A1", place: LayoutPlace(.centre, span: 24)))
        let profile = try #require(PrinterProfile.named("XP-58"))
        let encoded = ESCPOSEncoder(profile: profile, charsets: iconv).encode(layout([.logo(logo)]))
        #expect(encoded.bytes == chinese)
        #expect(encoded.findings == [.logoNotPrinted(key: "A1")])
    }

    @Test("where stored pictures have numbers, a key that is none is left out")
    func numberedLogos() throws {
        for (key, number) in [("01", 1), ("99", 99), ("00", nil), ("A1", nil), ("+1", nil)] as [(String, UInt8?)] {
            let logo = try #require(NVLogo(key: key, place: LayoutPlace(.left, span: 24)))
            let profile = try #require(PrinterProfile.named("XP-80"))
            let encoded = ESCPOSEncoder(profile: profile, charsets: iconv).encode(layout([.logo(logo)]))
            #expect(encoded.bytes == chinese + (number.map { [0x1C, 0x70, $0, 0x00] } ?? []))
            #expect(encoded.findings == (number == nil ? [.logoNotPrinted(key: key)] : []))
        }
    }

    @Test("a beeper sounds by its command, and nothing does where there is none")
    func beepers() throws {
        #expect(try bytes([.beep], for: "XP-80") == chinese + hex("1B 42 02 02"))
        #expect(try bytes([.beep]) == chinese)
        #expect(try bytes([.beep], for: "TM-m30") == chinese + hex("1B 28 41 04 00 30 01 02 0A"))
        #expect(ESCPOSCommand.beep(.bell) == [0x07])
    }

    @Test("needles take size, bold and underline by print mode, and coarse pictures in strips")
    func needles() throws {
        let style = TextStyle(bold: true, underlined: true, widthScale: 2, heightScale: 2)
        #expect(
            try bytes([line("a", style), line("b")], for: "TM-U220")
                == hex("1B 40 1B 52 00  1B 21 B8 61 0A  1B 21 00 62 0A")
        )
        // 48 dots of 480 are 20 of 200.
        var dots = Bitmap1(width: 48, height: 20)
        dots.fill(x: 0, y: 0, width: 48, height: 20)
        let image = LayoutImage(picture: dots, place: LayoutPlace(.left, span: 24))
        #expect(
            try bytes([.image(image)], for: "TM-U220")
                == hex("1B 40 1B 52 00  1B 33 00  1B 2A 00 14 00") + [UInt8](repeating: 0xFF, count: 20)
                + hex("0A 1B 32")
        )
    }

    @Test("paper is fed by dots, or by lines where dots are not understood")
    func feeds() throws {
        #expect(try bytes([.feed(dots: 300)], for: "XP-80") == chinese + hex("1B 4A FF 1B 4A 2D"))
        // Half a dot is the unit of the TM-T88V.
        #expect(try bytes([.feed(dots: 100)]) == chinese + hex("1B 4A C8"))
        #expect(try bytes([.feed(dots: 70)], for: "NT-5890K") == chinese + hex("0A 0A"))
        #expect(try picture([.feed(dots: 70)]).height == 70)
        #expect(try bytes([.feed(dots: -1)]) == chinese)
    }

    @Test("a full cut leaves no bridge", arguments: [("TM-T88V", "1D 56 41 00"), ("generic", "1B 64 05 1D 56 00")])
    func fullCut(name: String, cut: String) throws {
        #expect(try bytes([.cut(.full)], for: name).suffix(hex(cut).count) == hex(cut)[...])
    }

    @Test("turned paper comes out last line first, what only happens stays where it was")
    func upsideDown() throws {
        let blocks = [line("a"), line("b"), .cut(.partial), .drawer, line("c")]
        #expect(
            try bytes(layout(blocks, isUpsideDown: true), for: "TM-T88V")
                == chinese + hex("1B 7B 01  62 0A 61 0A 1D 56 42 00  1B 70 00 32 64  63 0A")
        )
        let dots = Bitmap1(width: 8, height: 3, bytes: [1, 2, 3])
        #expect(
            ESCPOSCommand.raster(dots, bandBytes: 2, isUpsideDown: true)
                == hex("1D 76 30 00 01 00 01 00 03  1D 76 30 00 01 00 02 00 01 02")
        )
        let upright = try picture([line("a")])
        let turned = try ReceiptPicture.bitmap(layout([line("a")], isUpsideDown: true), glyphs: glyphs.open())
        #expect(turned == upright.turnedOver())
    }

    @Test("areas of a page are turned and clipped to their rectangles", arguments: LayoutTurn.allCases)
    func page(turn: LayoutTurn) throws {
        let upright = try picture([line("LT")])
        let area = LayoutArea(x: 24, y: 10, width: 100, height: 90, turn: turn, blocks: [line("LT")])
        let bitmap = try picture([.page(LayoutPage(height: 120, areas: [area]))])
        #expect(bitmap.width == 288 && bitmap.height == 120)
        var expected = Bitmap1(width: 288, height: 120)
        let text = upright.cropped(x: 0, y: 0, width: 24, height: 30)
        switch turn {
        case .none: expected.paint(text, x: 24, y: 10)
        case .upsideDown: expected.paint(text.turnedOver(), x: 24 + 100 - 24, y: 10 + 90 - 30)
        case .right: expected.paint(text.turnedClockwise(), x: 24 + 100 - 30, y: 10)
        case .left: expected.paint(text.turnedClockwise().turnedOver(), x: 24, y: 10 + 90 - 24)
        }
        #expect(bitmap == expected)
        #expect(
            try bytes(layout([.page(LayoutPage(height: 120, areas: [area]))]), for: "XP-80", glyphs: glyphs)
                == chinese + ESCPOSCommand.raster(expected, bandBytes: 2_048)
        )
    }

    @Test("a page the printer cannot compose as its picture shows it is dots, also where it has page mode")
    func pageAsDots() throws {
        let fits = LayoutArea(x: 0, y: 0, width: 288, height: 60, turn: .none, blocks: [line("a")])
        let logo = try #require(NVLogo(key: "A1", place: LayoutPlace(.left, span: 8)))
        let dots = LayoutImage(picture: Bitmap1(width: 8, height: 2, bytes: [1, 2]), place: logo.place)
        func area(_ blocks: [LayoutBlock], x: Int = 0) -> LayoutArea {
            LayoutArea(x: x, y: 0, width: 96, height: 60, turn: .none, blocks: blocks)
        }
        for page in [
            // 0x0410 units would be DLE EOT.
            LayoutPage(height: 900, areas: [fits]), LayoutPage(height: 0x208, areas: [fits]),
            LayoutPage(height: 100, areas: [area([line("123456789")])]),
            LayoutPage(height: 100, areas: [area([line("a"), line("b"), line("c")])]),
            LayoutPage(height: 100, areas: [area([.logo(logo)])]),
            LayoutPage(height: 100, areas: [area([.image(dots)])]),
            LayoutPage(height: 100, areas: [area([line("a")], x: 450)]),
            LayoutPage(height: 50, areas: [area([line("a")])]), LayoutPage(height: 100, areas: [area([line("㐀")])]),
        ] {
            let bytes = try bytes(layout([.page(page)]), for: "TM-T88V", glyphs: glyphs)
            #expect(bytes.dropFirst(chinese.count).starts(with: [0x1D, 0x76, 0x30]))
        }
        let turned = layout([.page(LayoutPage(height: 60, areas: [fits]))], isUpsideDown: true)
        #expect(try !self.bytes(turned, for: "TM-T88V", glyphs: glyphs).contains(0x0C))
    }

    @Test("a page that cannot be drawn says its text, and that it was not turned")
    func pageWithoutFonts() throws {
        let area = LayoutArea(x: 0, y: 0, width: 96, height: 96, turn: .left, blocks: [line("a"), .cut(.full)])
        let profile = try #require(PrinterProfile.named("XP-80"))
        let encoded = ESCPOSEncoder(profile: profile, charsets: iconv)
            .encode(layout([.page(LayoutPage(height: 96, areas: [area]))]))
        #expect(encoded.bytes == chinese + hex("61 0A"))
        #expect(encoded.findings == [.pageNotDrawn])
    }
}
