import Domain

extension TemplateValues {
    /// What a typed receipt says, in its own language; amounts carry the currency's sign where `columns` have room.
    init(_ receipt: Receipt, columns: Int) {
        let words = ReceiptWords.of(receipt.language)
        func money(_ minor: Int64?) -> String? {
            minor.map { ReceiptNumber.money($0, receipt.currency, columns: columns) }
        }
        func decimal(_ minor: Int64) -> String {
            Money(minor: minor, currency: receipt.currency).decimal
        }
        let all: [String: String?] = [
            "title": words.titles[receipt.kind], "merchant": receipt.merchant?.name,
            "address": receipt.merchant?.address,
            "phone": receipt.merchant?.phone, "time": receipt.time, "lane": receipt.lane, "till": receipt.till,
            "operation": receipt.operation, "reference": receipt.reference, "total": money(receipt.total),
            "member": receipt.member?.name, "number": receipt.member?.number, "tier": receipt.member?.tier,
            "balanceBefore": money(receipt.balanceBefore), "balanceAfter": money(receipt.balanceAfter),
            "subtotal": money(receipt.subtotal), "pointsBefore": receipt.pointsBefore.map { String($0) },
            "pointsUsed": receipt.pointsUsed.map { ReceiptNumber.change(0 &- $0) },
            "pointsEarned": receipt.pointsEarned.map(ReceiptNumber.change),
            "pointsBalance": receipt.pointsBalance.map { String($0) }, "authorisation": receipt.authorisation,
            "qr": receipt.qr, "barcode": receipt.barcode,
        ]
        self.init(
            values: all.compactMapValues { $0 },
            lists: [
                "items": receipt.lines.map { line in
                    [
                        "name": line.name, "quantity": ReceiptNumber.quantity(line.quantity),
                        "price": decimal(line.unitPrice), "amount": decimal(line.amount), "tax": line.tax ?? "",
                    ]
                },
                "tenders": receipt.tenders.map { tender in
                    [
                        "name": words.label(of: tender), "amount": money(tender.amount) ?? "",
                        "received": money(tender.received) ?? "", "change": money(tender.change) ?? "",
                    ]
                },
                "taxes": receipt.taxes.map { tax in
                    [
                        "letter": tax.letter ?? "", "name": tax.name ?? words.tax,
                        "rate": tax.rate.map(ReceiptNumber.rate) ?? "", "net": tax.net.map(decimal) ?? "",
                        "amount": decimal(tax.amount), "added": tax.included ? "" : decimal(tax.amount),
                    ]
                },
                "coupons": receipt.coupons.map { coupon in
                    [
                        "name": coupon.name, "code": coupon.code ?? "", "amount": money(coupon.amount) ?? "",
                        "until": coupon.until ?? "",
                    ]
                },
                "barcodes": receipt.barcodes.map { ["text": $0.text, "caption": $0.caption ?? ""] },
                "messages": receipt.messages.map { ["text": $0] },
            ]
        )
    }
}
