import Domain
import Testing

@testable import Receipts

@Suite("Taxes, coupons and symbols on receipts")
struct ReceiptTaxTests {
    private func paper(_ receipt: Receipt, columns: Int = 42) -> [String] {
        ReceiptText.text(ReceiptLayout(receipt, columns: columns)).split(separator: "\n").map(String.init)
    }

    private func sale(_ language: Receipt.Language) -> Receipt {
        var receipt = Receipt(kind: .sale, language: language, currency: Currency("EUR") ?? .cny)
        receipt.lines = [
            ReceiptItem(name: "Bread", quantity: 1_000, unitPrice: 250, amount: 250, tax: "B"),
            ReceiptItem(name: "Wine", quantity: 2_000, unitPrice: 595, amount: 1_190, tax: "A"),
            ReceiptItem(name: "Deposit", quantity: 1_000, unitPrice: 25, amount: 25),
        ]
        receipt.total = 1_465
        return receipt
    }

    @Test("letters stand behind the amounts, which stay below one another")
    func letters() {
        let lines = paper(sale(.english)).filter { $0.contains("Bread") || $0.contains("Wine") || $0.contains("Depo") }
        #expect(lines.map { $0.hasSuffix("2.50 B") } == [true, false, false])
        #expect(lines[1].hasSuffix("11.90 A"))
        // Without a letter the amount keeps its column.
        #expect(lines[2].hasSuffix("0.25") && lines[2].count + 2 == lines[0].count)
    }

    @Test("taxes that the prices contain stand below the payment, one line a rate, in both languages")
    func included() {
        for (language, first, second) in [
            (Receipt.Language.english, "VAT A 19% (net 10.00)", "Tax B 7% (net 2.34)"),
            (.chinese, "VAT A 19% (不含税 10.00)", "税额 B 7% (不含税 2.34)"),
        ] {
            var receipt = sale(language)
            receipt.taxes = [
                ReceiptTax(letter: "A", name: "VAT", rate: 1_900, net: 1_000, amount: 190),
                ReceiptTax(letter: "B", rate: 700, net: 234, amount: 16),
            ]
            receipt.tenders = [
                ReceiptTender(kind: "outside", amount: 1_465, reference: "cash", received: 2_000, change: 535)
            ]
            let lines = paper(receipt)
            let rows = [first, second].map { text in lines.firstIndex { $0.hasPrefix(text) } }
            #expect(rows.allSatisfy { $0 != nil }, "\(lines)")
            #expect(!lines.contains { $0.contains("Subtotal") || $0.contains("小计") })
            #expect(lines.contains { $0.hasSuffix("5.35") })
        }
    }

    @Test("taxes that are added and coupons lead from the subtotal to the total")
    func added() {
        var receipt = sale(.english)
        receipt.total = 1_465 - 100 + 120
        receipt.taxes = [ReceiptTax(name: "Sales tax", rate: 825, amount: 120, included: false)]
        receipt.coupons = [ReceiptCoupon(name: "Spring", code: "C-7", amount: 100)]
        let lines = paper(receipt)
        let order = ["Subtotal", "Coupon Spring C-7", "Sales tax 8.25%", "TOTAL"].map { text in
            lines.firstIndex { $0.contains(text) }
        }
        #expect(order == order.sorted { ($0 ?? .max) < ($1 ?? .max) } && !order.contains(nil), "\(lines)")
        #expect(lines[order[0] ?? 0].hasSuffix("14.65"))
        #expect(lines[order[1] ?? 0].contains("-") && lines[order[1] ?? 0].hasSuffix("1.00"))
    }

    @Test("numbers that make no sense give no subtotal and no trap")
    func overflow() {
        var receipt = sale(.english)
        receipt.total = .min
        receipt.taxes = [ReceiptTax(rate: .max, net: .min, amount: .max, included: false)]
        receipt.coupons = [ReceiptCoupon(name: "x", amount: .min)]
        receipt.pointsUsed = .min
        #expect(receipt.subtotal == nil)
        #expect(!paper(receipt, columns: 24).isEmpty)
    }

    @Test("a coupon that is handed out shows its validity and its code as a symbol; further symbols have captions")
    func handedOut() {
        var receipt = sale(.chinese)
        receipt.coupons = [ReceiptCoupon(name: "洗车券", code: "W-1001", until: "2026-04-30")]
        receipt.barcodes = [
            ReceiptBarcode(symbology: .ean13, text: "690123456789", caption: "停车"),
            ReceiptBarcode(symbology: .qr, text: "https://example.com/p"),
        ]
        let layout = ReceiptLayout(receipt, columns: 48)
        let symbols = layout.blocks.compactMap { block in
            if case .symbol(let symbol) = block { symbol.symbology } else { nil }
        }
        #expect(symbols == [.ean13, .qr, .code128])
        #expect(layout.findings.isEmpty)
        let text = ReceiptText.text(layout)
        #expect(text.contains("6901234567892") && text.contains("停车") && text.contains("有效期至 2026-04-30"))
    }

    @Test("a symbol that cannot be made is a finding, and its text is printed")
    func impossible() {
        var receipt = sale(.english)
        receipt.barcodes = [ReceiptBarcode(symbology: .ean13, text: "123")]
        let layout = ReceiptLayout(receipt, columns: 48)
        #expect(layout.findings.count == 1)
        #expect(ReceiptText.text(layout).contains("123"))
    }

    @Test("points before, used, earned and after stand in this order")
    func points() {
        var receipt = Receipt(kind: .sale, language: .english, currency: .cny)
        (receipt.pointsBefore, receipt.pointsUsed) = (1_200, 100)
        (receipt.pointsEarned, receipt.pointsBalance) = (40, 1_140)
        let values = paper(receipt).filter { $0.contains("Points") }.compactMap { $0.split(separator: " ").last }
        #expect(values == ["1200", "-100", "+40", "1140"])
    }

    @Test("a shop's template names taxes, coupons, what was received, and symbols")
    func template() throws {
        let text = """
            {{#items}}{{name}} {{tax}};{{/items}}
            {{#taxes}}{{letter}} {{rate}} {{net}} {{amount}} {{added}};{{/taxes}}
            {{#coupons}}{{name}} {{code}} {{until}};{{/coupons}}
            {{#tenders}}{{received}} {{change}};{{/tenders}}
            {{#barcodes}}{{caption}} {{text}};{{/barcodes}}
            {{subtotal}} {{pointsBefore}} {{pointsUsed}}
            """
        let template = try ReceiptTemplate(Array(text.utf8), kind: .sale)
        var receipt = sale(.english)
        receipt.taxes = [ReceiptTax(letter: "A", rate: 1_900, net: 1_000, amount: 190)]
        receipt.coupons = [ReceiptCoupon(name: "Wash", code: "W1", until: "May")]
        receipt.tenders = [ReceiptTender(kind: "cash", amount: 1, received: 20, change: 19)]
        receipt.barcodes = [ReceiptBarcode(symbology: .qr, text: "T", caption: "C")]
        receipt.pointsUsed = 5
        let filled = template.text(TemplateValues(receipt, columns: 42))
        #expect(filled.contains("Bread B;Wine A;Deposit"))
        #expect(filled.contains("A 19% 10.00 1.90"))
        #expect(filled.contains("Wash W1 May;") && filled.contains("C T;") && filled.contains("0.20"))
    }
}
