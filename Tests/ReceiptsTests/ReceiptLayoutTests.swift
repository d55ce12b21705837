import Domain
import Testing

@testable import Receipts

@Suite("Receipt layout")
struct ReceiptLayoutTests {
    private func lines(_ layout: ReceiptLayout) -> [String] {
        ReceiptText.text(layout).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The largest amounts there are, long names, every field.
    private func monster(_ language: Receipt.Language, currency: String) throws -> Receipt {
        var receipt = Receipt(kind: .sale, language: language, currency: try #require(Currency(currency)))
        receipt.merchant = ReceiptMerchant(name: String(repeating: "南京晨光Light ", count: 12))
        receipt.lines = [
            ReceiptItem(name: String(repeating: "很长的商品名", count: 9), quantity: .max, unitPrice: .min, amount: .min),
            ReceiptItem(name: String(repeating: "abcdefgh", count: 9), quantity: 1_000, unitPrice: .max, amount: .max),
        ]
        receipt.total = .min
        receipt.tenders = [ReceiptTender(kind: "coupon", amount: .max, reference: String(repeating: "X9", count: 30))]
        receipt.balanceBefore = .max
        receipt.balanceAfter = .min
        receipt.pointsEarned = .min
        receipt.pointsBalance = .max
        receipt.lane = String(repeating: "lane", count: 8)
        receipt.till = String(repeating: "till", count: 8)
        receipt.barcode = String(repeating: "7", count: 80)
        receipt.qr = String(repeating: "q", count: 1_000)
        return receipt
    }

    @Test("no line leaves the paper and runs never overlap", arguments: Samples.all)
    func widths(kind: Receipt.Kind, language: Receipt.Language, columns: Int) throws {
        for receipt in [Samples.receipt(kind, language), try monster(language, currency: "CHF")] {
            let layout = ReceiptLayout(receipt, columns: columns)
            for case .line(let line) in layout.blocks {
                var end = 0
                for run in line.runs {
                    #expect(run.column >= end)
                    #expect(run.span == layout.metrics.cells(run.text) * run.style.widthScale)
                    end = run.column + run.span
                }
                #expect(end <= columns)
            }
            for line in lines(layout) {
                #expect(layout.metrics.cells(line) <= columns, "\(line)")
                #expect(line.last != " ")
            }
        }
    }

    @Test(
        "every amount stands whole at the right edge, however large",
        arguments: Samples.columns,
        ["CNY", "JPY", "KWD", "CHF"]
    )
    func amounts(columns: Int, currency: String) throws {
        for language in Receipt.Language.allCases {
            let receipt = try monster(language, currency: currency)
            let layout = ReceiptLayout(receipt, columns: columns)
            let printed = lines(layout)
            for amount in [Int64.min, .max] {
                let text = Money(minor: amount, currency: receipt.currency).decimal.drop { $0 == "-" }
                let whole = printed.filter { $0.hasSuffix(text) && layout.metrics.cells($0) == columns }
                // Total or tender, an article, a balance.
                #expect(whole.count >= 3, "\(text) in \(printed)")
            }
        }
    }

    @Test(
        "money has the places of its currency",
        arguments: [("CNY", "¥12.05"), ("JPY", "¥1205"), ("KWD", "KWD 1.205"), ("EUR", "€12.05"), ("GBP", "£12.05")]
    )
    func currencies(code: String, text: String) throws {
        var receipt = Receipt(kind: .sale, currency: try #require(Currency(code)))
        receipt.total = 1_205
        #expect(lines(ReceiptLayout(receipt, columns: 32)).contains { $0.hasSuffix(" " + text) })
    }

    @Test(
        "quantities lose their trailing zeros only",
        arguments: [
            (1_000, "1"), (40_250, "40.25"), (5, "0.005"), (10_010, "10.01"), (0, "0"), (-1_500, "-1.5"),
            (.min, "-9223372036854775.808"),
        ]
            as [(Int64, String)]
    )
    func quantities(thousandths: Int64, text: String) {
        #expect(ReceiptNumber.quantity(thousandths) == text)
    }

    @Test("a copy says so on top in both languages and leaves the drawer shut")
    func copies() {
        for (language, mark) in [(Receipt.Language.chinese, "补打 COPY"), (.english, "COPY")] {
            var receipt = Samples.receipt(.sale, language)
            #expect(ReceiptLayout(receipt, columns: 32).blocks.last == .drawer)
            receipt.copy = true
            let layout = ReceiptLayout(receipt, columns: 32)
            #expect(layout.blocks.last == .cut(.partial))
            guard case .line(let top) = layout.blocks.first else {
                Issue.record("no line on top")
                continue
            }
            #expect(top.runs.count == 1)
            #expect(top.runs[0].text.contains(mark))
            #expect(top.runs[0].style == TextStyle(inverse: true, widthScale: 2, heightScale: 2))
            #expect(top.runs[0].span == 32)
        }
    }

    @Test("a UUID stays in one piece where it fits and breaks at its hyphens where it does not")
    func operationID() {
        let receipt = Samples.receipt(.sale, .english)
        #expect(
            lines(ReceiptLayout(receipt, columns: 48)).contains {
                $0.hasSuffix(" 019cf2a4-7c1e-7d4e-8f90-a1b2c3d4e5f6")
            }
        )
        #expect(lines(ReceiptLayout(receipt, columns: 32)).contains("               8f90-a1b2c3d4e5f6"))
        #expect(lines(ReceiptLayout(receipt, columns: 24)).contains("019cf2a4-7c1e-7d4e-8f90-"))
    }

    @Test("symbols that do not fit are printed as their text, and found")
    func symbols() throws {
        var receipt = Receipt(kind: .note)
        receipt.qr = String(repeating: "q", count: 2_000)
        receipt.barcode = "中文"
        let narrow = ReceiptLayout(receipt, columns: 24)
        #expect(
            narrow.findings == [
                .symbolImpossible(.tooWide(.qr, modules: 169 + 8)), .symbolImpossible(.character(.code128, "中")),
            ]
        )
        #expect(lines(narrow).contains(String(repeating: "q", count: 24)))
        #expect(lines(narrow).contains("          中文"))
        receipt.qr = String(repeating: "q", count: 1_000)
        receipt.barcode = "R-1001"
        let layout = ReceiptLayout(receipt, columns: 24)
        #expect(layout.findings.isEmpty)
        let content = try QRContent(try #require(receipt.qr))
        let symbol = LayoutSymbol(.qr(content), moduleDots: 2, place: LayoutPlace(.centre, span: 24))
        #expect(layout.blocks.contains(.symbol(symbol)))
    }

    @Test("an empty note is a cut and nothing else, and impossible columns are brought into range")
    func empty() {
        #expect(ReceiptLayout(Receipt(kind: .note), columns: 32).blocks == [.cut(.partial)])
        #expect(ReceiptLayout(Receipt(kind: .note), columns: -1).columns == 24)
        #expect(ReceiptLayout(Receipt(kind: .note), columns: .max).columns == 96)
    }
}
