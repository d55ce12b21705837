import Domain
import Imaging
import Linux
import Testing

@testable import Receipts

@Suite("Receipt renderer")
struct ReceiptRendererTests {
    private let renderer: ReceiptRenderer

    init() throws {
        renderer = ReceiptRenderer(profile: try #require(PrinterProfile.named("TM-T88V")), charsets: Iconv())
    }

    @Test("a document becomes bytes, text and a PNG of one bit a dot")
    func renderings() throws {
        let document = Samples.receipt(.sale, .chinese).json
        let bytes = try renderer.encoded(for: document, copy: false).bytes
        #expect(bytes.starts(with: ESCPOSEncoder.initialise))
        #expect(try renderer.encoded(for: document, copy: false) == EncodedReceipt(bytes: bytes, findings: []))
        #expect(try ReceiptRenderer.text(document: document, columns: 42, copy: false).contains("¥368.45"))
        let png = try ReceiptRenderer.png(document: document, columns: 42, copy: false, glyphs: try GlyphSource())
        #expect(png[24] == 1)
        #expect(try Bitmap1(png: png).width == 42 * 12 + 48)
    }

    @Test("a copy is marked whether the order or the document says so")
    func copies() throws {
        var receipt = Samples.receipt(.sale, .english)
        let ordered = try renderer.encoded(for: receipt.json, copy: true).bytes
        receipt.copy = true
        #expect(try renderer.encoded(for: receipt.json, copy: false).bytes == ordered)
        #expect(
            try ReceiptRenderer.text(document: receipt.json, columns: 32, copy: false).hasPrefix("              COPY\n")
        )
    }

    @Test(
        "a document nobody can read is a problem, never a trap",
        arguments: [.null, 1, "receipt", [], ["kind": "sale", "total": "12"], ["lines": [["name": 5]]]] as [JSONValue]
    )
    func unreadable(document: JSONValue) throws {
        #expect(throws: Problem.self) { try renderer.encoded(for: document, copy: false).bytes }
        #expect(throws: Problem.self) { try ReceiptRenderer.text(document: document, columns: 32, copy: false) }
    }

    @Test("columns no paper has are refused", arguments: [-1, 0, 23, 97, Int.max])
    func columns(count: Int) {
        let problem = #expect(throws: Problem.self) {
            try ReceiptRenderer.text(document: ["messages": ["a"]], columns: count, copy: false)
        }
        #expect(problem?.subject == "columns")
    }

    @Test("a picture that cannot be drawn is a problem")
    func fonts() throws {
        let glyphs = try GlyphSource()
        glyphs.close()
        let problem = #expect(throws: Problem.self) {
            try ReceiptRenderer.png(document: ["messages": ["a"]], columns: 32, copy: false, glyphs: glyphs)
        }
        #expect(problem?.code == "internal-error")
    }

    @Test("hostile texts in every field render everywhere")
    func hostile() throws {
        let glyphs = try GlyphSource()
        let texts = [
            "\u{202E}\u{1F468}\u{200D}\u{1F469}", String(repeating: "\u{301}", count: 15), "\u{3000}", "( ( (", "%n%s",
            "\u{FFFF}",
            "\u{10FFFF}",
        ]
        for text in texts {
            let document: JSONValue = [
                "kind": "sale", "merchant": ["name": .string(text), "address": .string(text)], "lane": .string(text),
                "till": .string(text), "operation": .string(text),
                "lines": [["name": .string(text), "quantity": 1, "amount": 5]], "total": 5,
                "tenders": [["kind": "coupon", "amount": 5, "reference": .string(text)]],
                "member": ["name": .string(text), "number": .string(text)], "messages": [.string(text), ""],
                "qr": .string(text), "barcode": .string(text),
            ]
            for columns in Samples.columns {
                #expect(try !ReceiptRenderer.text(document: document, columns: columns, copy: true).isEmpty)
            }
            #expect(try !ReceiptRenderer.png(document: document, columns: 24, copy: true, glyphs: glyphs).isEmpty)
            #expect(try !renderer.encoded(for: document, copy: true).bytes.isEmpty)
        }
    }
}
