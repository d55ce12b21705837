import Domain

extension Receipt {
    /// The native format, members in the order the paper shows them.
    ///
    /// `init(json:)` reads it back whatever the receipt holds: control characters become spaces and texts too long are
    /// cut, because the receipt of a payment that was made must print.
    public var json: JSONValue {
        var members: JSONObject = [
            "kind": .string(kind.rawValue), "language": .string(language.rawValue), "currency": .string(currency.code),
        ]
        if let merchant {
            var head: JSONObject = ["name": .string(Receipt.required(merchant.name))]
            head["address"] = Receipt.text(merchant.address)
            head["phone"] = Receipt.text(merchant.phone, limit: 64)
            members["merchant"] = .object(head)
        }
        members["time"] = Receipt.text(time, limit: 32)
        members["lane"] = Receipt.text(lane, limit: 32)
        members["till"] = Receipt.text(till, limit: 64)
        members["operation"] = Receipt.text(operation, limit: 64)
        members["reference"] = Receipt.text(reference, limit: 64)
        if !lines.isEmpty {
            members["lines"] = .array(
                lines.prefix(Receipt.mostLines).map { line in
                    var row: JSONObject = [
                        "name": .string(Receipt.required(line.name)), "quantity": .integer(line.quantity),
                        "unitPrice": .integer(line.unitPrice), "amount": .integer(line.amount),
                    ]
                    row["tax"] = Receipt.text(line.tax, limit: 8)
                    return .object(row)
                }
            )
        }
        members["total"] = total.map { .integer($0) }
        if !taxes.isEmpty {
            members["taxes"] = .array(taxes.prefix(Receipt.mostTaxes).map(Receipt.json))
        }
        if !coupons.isEmpty {
            members["coupons"] = .array(coupons.prefix(Receipt.mostCoupons).map(Receipt.json))
        }
        if !tenders.isEmpty {
            members["tenders"] = .array(
                tenders.prefix(Receipt.mostTenders).map { tender in
                    var row: JSONObject = [
                        "kind": .string(Receipt.required(tender.kind, limit: 32)), "amount": .integer(tender.amount),
                    ]
                    row["reference"] = Receipt.text(tender.reference, limit: 64)
                    row["received"] = tender.received.map { .integer($0) }
                    row["change"] = tender.change.map { .integer($0) }
                    return .object(row)
                }
            )
        }
        if let member {
            var row: JSONObject = ["name": .string(Receipt.required(member.name, limit: 64))]
            row["number"] = Receipt.text(member.number, limit: 64)
            row["tier"] = Receipt.text(member.tier, limit: 64)
            members["member"] = .object(row)
        }
        members["balanceBefore"] = balanceBefore.map { .integer($0) }
        members["balanceAfter"] = balanceAfter.map { .integer($0) }
        members["pointsBefore"] = pointsBefore.map { .integer($0) }
        members["pointsUsed"] = pointsUsed.map { .integer($0) }
        members["pointsEarned"] = pointsEarned.map { .integer($0) }
        members["pointsBalance"] = pointsBalance.map { .integer($0) }
        members["authorisation"] = Receipt.text(authorisation, limit: 64)
        let printed = messages.prefix(Receipt.mostMessages).compactMap { Receipt.text($0, limit: 500) }
        if !printed.isEmpty {
            members["messages"] = .array(printed)
        }
        members["qr"] = Receipt.exact(qr, limit: 1000)
        members["barcode"] = Receipt.exact(barcode, limit: 80)
        let symbols = barcodes.prefix(Receipt.mostBarcodes).compactMap(Receipt.json)
        if !symbols.isEmpty {
            members["barcodes"] = .array(symbols)
        }
        if copy {
            members["copy"] = true
        }
        if openDrawer {
            members["openDrawer"] = true
        }
        return .object(members)
    }

    private static func json(_ tax: ReceiptTax) -> JSONValue {
        var row = JSONObject()
        row["letter"] = text(tax.letter, limit: 8)
        row["name"] = text(tax.name, limit: 64)
        row["rate"] = tax.rate.map { .integer(min(1_000_000, max(0, $0))) }
        row["net"] = tax.net.map { .integer($0) }
        row["amount"] = .integer(tax.amount)
        row["included"] = .bool(tax.included)
        return .object(row)
    }

    private static func json(_ coupon: ReceiptCoupon) -> JSONValue {
        var row: JSONObject = ["name": .string(required(coupon.name))]
        row["code"] = exact(coupon.code, limit: 80)
        row["amount"] = coupon.amount.map { .integer($0) }
        row["until"] = text(coupon.until, limit: 32)
        return .object(row)
    }

    private static func json(_ barcode: ReceiptBarcode) -> JSONValue? {
        guard let text = exact(barcode.text, limit: 1000), ReceiptBarcode.symbologies.contains(barcode.symbology) else {
            return nil
        }
        var row: JSONObject = ["symbology": .string(barcode.symbology.rawValue), "text": text]
        row["caption"] = self.text(barcode.caption)
        return .object(row)
    }

    private static func text(_ text: String?, limit: Int = 200) -> JSONValue? {
        text.flatMap { clipped($0, limit: limit) }.map { .string($0) }
    }

    private static func required(_ text: String, limit: Int = 200) -> String {
        clipped(text, limit: limit) ?? "-"
    }

    /// A symbol with half its text would say something else: it is left out rather than cut.
    private static func exact(_ text: String?, limit: Int) -> JSONValue? {
        text.flatMap { clipped($0, limit: limit) == $0 ? .string($0) : nil }
    }

    /// At most `limit` bytes without control characters; nil when nothing is left.
    private static func clipped(_ text: String, limit: Int) -> String? {
        var result = String.UnicodeScalarView()
        var bytes = 0
        for scalar in text.unicodeScalars {
            bytes += UTF8.width(scalar)
            guard bytes <= limit else {
                break
            }
            result.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
        }
        return result.isEmpty ? nil : String(result)
    }
}
