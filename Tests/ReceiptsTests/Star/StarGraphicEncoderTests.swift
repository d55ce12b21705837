import Imaging
import Testing

@testable import Receipts

@Suite("Star's graphic printers")
struct StarGraphicEncoderTests {
    /// ESC * r R, ESC * r A, page length, quality, margins, what leaving does.
    private let beginning =
        "1B2A7252 1B2A7241 1B2A7250 3000 1B2A7251 3000 1B2A726D6C 3000 1B2A726D72 3000 1B2A7245 3100"
    private let end = "1B2A7242"

    private func encode(_ blocks: [LayoutBlock], isUpsideDown: Bool = false) throws -> EncodedReceipt {
        let profile = try #require(PrinterProfile.named("TSP100"))
        let layout = ReceiptLayout(
            columns: 24,
            metrics: CellMetrics(widePunctuation: true),
            blocks: blocks,
            isUpsideDown: isUpsideDown
        )
        return try StarGraphicEncoder(profile: profile, glyphs: GlyphOpener()).encode(layout)
    }

    private var image: LayoutBlock {
        var picture = Bitmap1(width: 24, height: 4)
        picture.fill(x: 0, y: 1, width: 9, height: 1)
        return .image(LayoutImage(picture: picture, place: LayoutPlace(.left, span: 24)))
    }

    @Test("rows are sent without white at their ends, white rows are passed over")
    func rows() throws {
        #expect(try encode([]).bytes == hex(beginning + end))
        #expect(
            try encode([image]).bytes
                == hex(beginning + "1B2A7259 3100  62 0200 FF80  1B2A7259 3200" + end)
        )
    }

    @Test("cut, drawer and beeper stand where they belong; a printer without a buzzer is not told to beep")
    func events() throws {
        let rows = "1B2A7259 3100  62 0200 FF80  1B2A7259 3200"
        #expect(
            try encode([image, .drawer, .beep, .cut(.full), image, .cut(.partial)]).bytes
                == hex(
                    beginning + rows + "1B2A7244 3100" + "1B2A7246 3900 1B0C00" + rows
                        + "1B2A7246 313300 1B0C00" + end
                )
        )
    }

    @Test("text, symbols and frames are the dots of the picture of the receipt")
    func drawn() throws {
        let text = LayoutBlock.line(
            LayoutLine(runs: [LayoutRun(column: 0, text: "油A", style: .plain, span: 3)])
        )
        let layout = ReceiptLayout(columns: 24, metrics: CellMetrics(widePunctuation: true), blocks: [text])
        let picture = try ReceiptPicture.bitmap(layout, glyphs: try GlyphSource())
        #expect(try encode([text]).bytes == hex(beginning) + StarRasterCommand.rows(picture) + hex(end))
        #expect(
            try encode([text], isUpsideDown: true).bytes
                == hex(beginning) + StarRasterCommand.rows(picture.turnedOver()) + hex(end)
        )
    }

    @Test("a character no font has is found, and a receipt is never sent white for want of fonts")
    func missing() throws {
        let text = LayoutBlock.line(
            LayoutLine(runs: [LayoutRun(column: 0, text: "A\u{E000}", style: .plain, span: 2)])
        )
        #expect(try encode([text]).findings == [.unprintable("\u{E000}")])
        let profile = try #require(PrinterProfile.named("TSP100"))
        let layout = ReceiptLayout(columns: 24, metrics: CellMetrics(widePunctuation: true), blocks: [text])
        #expect(throws: ImagingError.self) {
            try StarGraphicEncoder(profile: profile, glyphs: nil).encode(layout)
        }
    }
}
