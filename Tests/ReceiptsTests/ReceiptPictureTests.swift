import Domain
import Imaging
import Testing

@testable import Receipts

@Suite("Receipt picture")
struct ReceiptPictureTests {
    private static let metrics = CellMetrics(widePunctuation: true)
    private let glyphs: GlyphSource

    init() throws {
        glyphs = try GlyphSource()
    }

    private func bitmap(_ blocks: [LayoutBlock], margin: Int = 0) throws -> Bitmap1 {
        let layout = ReceiptLayout(columns: 24, metrics: ReceiptPictureTests.metrics, blocks: blocks, findings: [])
        return try ReceiptPicture.bitmap(layout, glyphs: glyphs, margin: margin)
    }

    private func line(_ text: String, at column: Int, _ style: TextStyle = .plain) -> LayoutBlock {
        let span = ReceiptPictureTests.metrics.cells(text) * style.widthScale
        return .line(LayoutLine(runs: [LayoutRun(column: column, text: text, style: style, span: span)]))
    }

    @Test("a character's dots stand in its cells, thirty dots below the line before")
    func cells() throws {
        let bitmap = try bitmap([line("A", at: 0), line("x中", at: 3)])
        #expect(bitmap.width == 288 && bitmap.height == 60)
        #expect(bitmap.cropped(x: 0, y: 0, width: 12, height: 24) == (try glyphs.cell("A", wide: false)))
        #expect(bitmap.cropped(x: 48, y: 30, width: 24, height: 24) == (try glyphs.cell("中", wide: true)))
        #expect(bitmap.cropped(x: 72, y: 0, width: 216, height: 60) == Bitmap1(width: 216, height: 60))
    }

    @Test("double size scales dots, tall lines are as high as their cells, the margin moves everything")
    func double() throws {
        let bitmap = try bitmap([line("中", at: 2, .double)], margin: 10)
        #expect(bitmap.width == 308 && bitmap.height == 68)
        let glyph = try #require(try glyphs.cell("中", wide: true))
        #expect(bitmap.cropped(x: 34, y: 10, width: 48, height: 48) == glyph.scaled(horizontal: 2, vertical: 2))
    }

    @Test("bold strikes twice, inverse is white on black, a mark stands over its letter")
    func styles() throws {
        let glyph = try #require(try glyphs.cell("B", wide: false))
        var bold = glyph
        bold.paint(glyph, x: 1, y: 0)
        #expect(try bitmap([line("B", at: 0, .bold)]).cropped(x: 0, y: 0, width: 12, height: 24) == bold)
        var inverse = glyph
        inverse.invert(x: 0, y: 0, width: 12, height: 24)
        #expect(
            try bitmap([line("B", at: 0, TextStyle(inverse: true))]).cropped(x: 0, y: 0, width: 12, height: 24)
                == inverse
        )
        let marked = try bitmap([line("q\u{301}", at: 0)])
        #expect(marked != (try bitmap([line("q", at: 0)])))
        #expect(marked.cropped(x: 12, y: 0, width: 276, height: 30) == Bitmap1(width: 276, height: 30))
    }

    @Test("a character no font has is as many question marks as it has cells")
    func missing() throws {
        #expect(try bitmap([line("\u{10FFFD}", at: 0)]) == (try bitmap([line("?", at: 0)])))
    }

    @Test("a rule is dashes across the paper, symbols stand in the middle, cut and drawer take no paper")
    func blocks() throws {
        let rule = try bitmap([.rule, .cut(.partial), .drawer])
        #expect(rule.height == 30)
        #expect(rule[2, 12] && rule[285, 13] && !rule[0, 12] && !rule[2, 14])
        let symbol = try #require(QRCode(Array("HI".utf8))).bitmap(moduleDots: 4)
        let content = try QRContent("HI")
        let place = LayoutPlace(.centre, span: 24)
        let qr = try bitmap([.symbol(LayoutSymbol(.qr(content), moduleDots: 4, place: place))])
        #expect(qr.height == 84)
        #expect(qr.cropped(x: 102, y: 0, width: 84, height: 84) == symbol)
    }

    @Test("a closed glyph source is an error")
    func closed() throws {
        let source = try GlyphSource()
        source.close()
        let layout = ReceiptLayout(Samples.receipt(.sale, .chinese), columns: 32)
        #expect(throws: ImagingError.closed) { try ReceiptPicture.bitmap(layout, glyphs: source) }
    }
}
