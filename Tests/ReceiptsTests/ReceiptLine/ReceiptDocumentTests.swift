import Domain
import Imaging
import Linux
import Testing

@testable import Receipts

@Suite("Receipt documents")
struct ReceiptDocumentTests {
    private let markup: JSONValue = ["receiptline": "Milk | 3.50\n=\nbye", "language": "en"]

    @Test("a document is typed or markup, and written as it was read")
    func kinds() throws {
        let document = try ReceiptDocument(json: markup)
        #expect(document == .markup(ReceiptMarkup(text: "Milk | 3.50\n=\nbye", language: .english)))
        #expect(document.json == markup)
        let typed = Samples.receipt(.sale, .chinese)
        #expect(try ReceiptDocument(json: typed.json) == .typed(typed))
        guard case .markup(let other) = try ReceiptDocument(json: ["receiptline": ""], defaultLanguage: .english) else {
            Issue.record("not read as markup")
            return
        }
        #expect(other.language == .english)
    }

    @Test(
        "a document of markup is read strictly",
        arguments: [
            (["receiptline": 1], "receiptline"), (["receiptline": nil], "receiptline"),
            (["receiptline": "a", "lines": []], "lines"), (["receiptline": "a", "language": "fr"], "language"),
            (["receiptline": .string(String(repeating: "a", count: 256 * 1024 + 1))], "receiptline"),
            (["receiptline": .string(String(repeating: "\n", count: 4_001))], "receiptline"),
        ] as [(JSONValue, String)]
    )
    func strict(json: JSONValue, subject: String) {
        let problem = #expect(throws: Problem.self) { try ReceiptDocument(json: json) }
        #expect(problem?.subject == subject)
    }

    @Test("markup becomes bytes, text and a picture, and a copy says so on both pieces of paper")
    func renderings() throws {
        let text = try ReceiptRenderer.text(document: markup, columns: 24, copy: false)
        #expect(text == "Milk                3.50\n          bye\n")
        let copy = try ReceiptRenderer.text(document: markup, columns: 24, copy: true)
        #expect(copy.split(separator: "COPY").count == 3)
        let profile = try #require(PrinterProfile.named("TM-T88V"))
        let bytes = try ReceiptRenderer(profile: profile, charsets: Iconv()).encoded(for: markup, copy: false).bytes
        #expect(bytes.starts(with: ESCPOSEncoder.initialise))
        #expect(String(decoding: bytes, as: UTF8.self).contains("3.50"))
        let png = try ReceiptRenderer.png(document: markup, columns: 24, copy: false, glyphs: try GlyphSource())
        #expect(try Bitmap1(png: png).width == 24 * 12 + 48)
    }

    @Test("a picture stands where its line is drawn to; what is none is left out with a finding")
    func pictures() throws {
        var dots = Bitmap1(width: 48, height: 10)
        dots.fill(x: 0, y: 0, width: 48, height: 10)
        let png = MarkupBase64.encoded(try dots.pngBytes())
        let layout = ReceiptLayout(receiptLine: ReceiptLineDocument("{i:\(png)}|"), columns: 24)
        guard case .image(let image) = layout.blocks.first else {
            Issue.record("no picture")
            return
        }
        #expect(image.picture.width == 48 && image.place == LayoutPlace(.right, span: 24))
        let broken = ReceiptLayout(receiptLine: ReceiptLineDocument("{i:AAAA}\na"), columns: 24)
        #expect(broken.findings.map(\.description) == ["1:1: The image is no PNG, or a too large one; it is left out."])
        #expect(broken.blocks.count == 2)
    }
}
