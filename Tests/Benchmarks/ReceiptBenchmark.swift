import Domain
import Foundation
import Imaging
import Linux
import Receipts

/// A receipt of twenty articles from its JSON to the bytes for a printer, and to the picture of the paper; the same as markup;
/// a photograph.
struct ReceiptBenchmark: Benchmark {
    static let name = "receipt"
    static let summary =
        "a receipt of twenty articles as ESC/POS for a TM-T88V and as PNG, ReceiptLine's preview, a photograph"
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
            + (try markup(profile, glyphs, rounds: rounds)) + (try photograph(renderer, rounds: rounds / 10))
    }

    /// Twenty articles between a framed head and a QR code, as a shop writes them in ReceiptLine.
    private func markup(_ profile: PrinterProfile, _ glyphs: GlyphSource, rounds: Int) throws -> [Figure] {
        let lines = (1...20).map { number in
            (number % 2 == 0 ? "矿泉水 550ml" : "Crème brûlée") + " \(number) | \(number) | \(number * 250)"
        }
        let text =
            "{border:line; width:*}\n^^海湾加油站\n{border:space; width:*,4,8}\n" + lines.joined(separator: "\n")
            + "\n-\n_合计 TOTAL_ | | ^525.00\n{code:https://shop.example/r/01a21593; option:qrcode,4,M}\n=\n"
        let document: JSONValue = ["receiptline": .string(text)]
        var asText: [UInt64] = []
        var asSVG: [UInt64] = []
        var asPNG: [UInt64] = []
        for _ in 0..<rounds {
            asText.append(
                try Stopwatch.measure {
                    _ = try ReceiptRenderer.text(document: document, columns: profile.columns, copy: false)
                }
            )
            asSVG.append(
                try Stopwatch.measure {
                    _ = try ReceiptRenderer.svg(document: document, columns: profile.columns, copy: false)
                }
            )
            asPNG.append(
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
        return Samples(asText).figures("preview of ReceiptLine, text")
            + Samples(asSVG).figures("preview of ReceiptLine, SVG")
            + Samples(asPNG).figures("preview of ReceiptLine, PNG")
    }

    /// 512 × 960 dots of shades: dithered alone, and from the PNG in the markup to the bytes for the printer.
    private func photograph(_ renderer: ReceiptRenderer, rounds: Int) throws -> [Figure] {
        let width = 512
        let height = 960
        var samples: [UInt8] = []
        samples.reserveCapacity(width * height)
        for row in 0..<height {
            for column in 0..<width {
                samples.append(UInt8((row * column / 64 + row + column) & 0xFF))
            }
        }
        let picture = try GreyPicture(width: width, height: height, samples: samples)
        let png = try picture.dithered(.atkinson).pngBytes()
        let document: JSONValue = ["receiptline": .string("{image:\(Data(png).base64EncodedString())}\n")]
        var dithering: [UInt64] = []
        var encoding: [UInt64] = []
        for _ in 0..<rounds {
            dithering.append(Stopwatch.measure { _ = picture.dithered(.floydSteinberg) })
            encoding.append(try Stopwatch.measure { _ = try renderer.encoded(for: document, copy: false).bytes })
        }
        return Samples(dithering).figures("image of 512 × 960 dots, dithered")
            + Samples(encoding).figures("image of 512 × 960 dots, PNG to ESC/POS")
    }
}
