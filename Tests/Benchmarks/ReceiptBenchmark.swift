import Domain
import Imaging
import Linux
import Receipts

/// A receipt of twenty articles from its JSON to the bytes for a printer, and to the picture of the paper.
struct ReceiptBenchmark: Benchmark {
    static let name = "receipt"
    static let summary = "a receipt of twenty articles, Han and Latin, with QR: ESC/POS for a TM-T88V, and PNG"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    private struct Charsets: CharsetEncoding {
        let iconv = Iconv()

        func encode(_ scalar: Unicode.Scalar, to charset: String) -> [UInt8]? {
            iconv.encode(scalar, to: charset)
        }
    }

    private static var document: JSONValue {
        var receipt = Receipt(kind: .sale)
        receipt.merchant = ReceiptMerchant(name: "海湾加油站", address: "环湖路 1 号", phone: "021-5555 0100")
        receipt.time = "2026-03-01 16:15:30"
        receipt.lane = "1"
        receipt.operation = "01a21593-72de-7000-bc17-93e672bf9704"
        receipt.lines = (1...20).map { number in
            ReceiptItem(
                name: number % 2 == 0 ? "矿泉水 550ml №\(number)" : "Crème brûlée \(number)",
                quantity: Int64(number) * 1_000,
                unitPrice: 250,
                amount: Int64(number) * 250
            )
        }
        receipt.total = 52_500
        receipt.member = ReceiptMember(name: "张三", number: "6001000000004321", tier: "gold")
        receipt.balanceBefore = 60_000
        receipt.balanceAfter = 7_500
        receipt.qr = "https://shop.example/r/01a21593"
        return receipt.json
    }

    func run() throws -> [Figure] {
        guard let profile = PrinterProfile.named("TM-T88V") else {
            throw BenchmarkFailure("there is no profile TM-T88V")
        }
        let renderer = ReceiptRenderer(profile: profile, charsets: Charsets())
        let glyphs = try GlyphSource()
        defer { glyphs.close() }
        let document = Self.document
        let rounds = surroundings.quick ? 20 : 300
        var encoding: [UInt64] = []
        var drawing: [UInt64] = []
        for _ in 0..<rounds {
            encoding.append(try Stopwatch.measure { _ = try renderer.encoded(for: document, copy: false).bytes })
            drawing.append(
                try Stopwatch.measure {
                    _ = try ReceiptRenderer.png(
                        document: document,
                        columns: profile.columns,
                        copy: false,
                        glyphs: glyphs
                    )
                }
            )
        }
        return Samples(encoding).figures("receipt of 20 articles, ESC/POS", p50: .most(0.3))
            + Samples(drawing).figures("receipt of 20 articles, PNG", p50: .most(5))
    }
}
