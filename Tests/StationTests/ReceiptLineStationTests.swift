import Configuration
import Counter
import Domain
import Imaging
import Journal
import Receipts
import Testing

@testable import Station

@Suite("Receipts in ReceiptLine", .serialized)
struct ReceiptLineStationTests {
    private static let text = "\"Milk\" | 3.50\n{code:A1}\n牛奶 | 2.00"

    private func bench() throws -> APIBench {
        let bench = try APIBench()
        let text = "{ lanes: [{ name: \"1\", printer: { file: \"/nowhere/paper\" } }] }"
        let read = ConfigurationReader(folders: StateFolders(stateHome: nil, runtime: nil, home: "/nowhere"))
            .read(Array(text.utf8), file: "c")
        bench.station.settings.lanes[0].printer = try read.get().lanes[0].printer
        bench.station.configure()
        return bench
    }

    private func post(_ bench: APIBench, key: String?, type: String = "text/receiptline", _ body: [UInt8]) throws
        -> APIBench.Answer
    {
        var headers = ["Content-Type": type]
        headers["Idempotency-Key"] = key
        return try bench.call("POST", "/v1/lanes/1/receipts", headers: headers, raw: body)
    }

    @Test("a text in ReceiptLine is queued once for its key, and previewed as it will look")
    func accepted() throws {
        let bench = try bench()
        defer { bench.end() }
        let body = Array(Self.text.utf8)
        let first = try post(bench, key: "r1", type: "Text/ReceiptLine; charset=utf-8", body)
        #expect(first.status == 202 && first.body["state"] == "queued")
        let again = try post(bench, key: "r1", type: "Text/ReceiptLine; charset=utf-8", body)
        #expect(again.body["id"] == first.body["id"])
        #expect(try post(bench, key: "r1", Array("other".utf8)).status == 422)
        let jobs = try #require(try bench.station.reader?.receiptJobs(state: nil, limit: 5))
        #expect(jobs.map(\.document) == [["receiptline": .string(Self.text), "language": "zh"]])
        let previews = StationPreviews(glyphs: GlyphOpener()) { _ in PrinterProfile.named("generic-cn") }
        func render(_ format: String) throws -> [UInt8] {
            try previews.render(jobs[0].document, printer: nil, copy: false, format: format).bytes
        }
        let paper = String(decoding: try render("txt"), as: UTF8.self)
        #expect(paper.hasPrefix("Milk                        3.50\n"))
        #expect(paper.hasSuffix("牛奶                        2.00\n"))
        #expect(try render("png").starts(with: [0x89, 0x50]))
        #expect(String(decoding: try render("svg"), as: UTF8.self).contains("</svg>"))
    }

    @Test("JSON may carry the text and its language")
    func json() throws {
        let bench = try bench()
        defer { bench.end() }
        let body = Array(#"{"receiptline": "a", "language": "en"}"#.utf8)
        #expect(try post(bench, key: "r1", type: "application/json", body).status == 202)
        let jobs = try bench.station.reader?.receiptJobs(state: nil, limit: 5)
        #expect(jobs?.map(\.document) == [["receiptline": "a", "language": "en"]])
    }

    @Test("without a key, as another type, or in another encoding it is refused")
    func refused() throws {
        let bench = try bench()
        defer { bench.end() }
        let body = Array(Self.text.utf8)
        #expect(try post(bench, key: nil, body).body["code"] == "missing-idempotency-key")
        #expect(try post(bench, key: "a", type: "text/plain", body).body["subject"] == "Content-Type")
        #expect(try post(bench, key: "a", [0x61, 0xFF]).body["code"] == "invalid-request")
        let lines = [UInt8](repeating: 0x0A, count: 5_000)
        #expect(try post(bench, key: "a", lines).body["subject"] == "receiptline")
        #expect(try bench.station.reader?.receiptJobs(state: nil, limit: 5).isEmpty == true)
    }
}
