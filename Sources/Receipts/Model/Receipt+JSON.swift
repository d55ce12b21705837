import Domain

extension Receipt {
    /// Reads the native receipt format strictly; problems name the field.
    public init(json: JSONValue, defaultLanguage: Language = .chinese, currency stationCurrency: Currency = .cny)
        throws(Problem)
    {
        var fields = try JSONFields(json)
        let kindName = try fields.text("kind", limit: 16) ?? Kind.note.rawValue
        guard let kind = Kind(rawValue: kindName) else {
            throw Problem(
                "invalid-request",
                detail: "must be one of " + Kind.allCases.map(\.rawValue).joined(separator: ", "),
                subject: "kind"
            )
        }
        let languageName = try fields.text("language", limit: 8) ?? defaultLanguage.rawValue
        guard let language = Language(rawValue: languageName) else {
            throw Problem("invalid-request", detail: "must be en or zh", subject: "language")
        }
        let currencyCode = try fields.text("currency", limit: 3) ?? stationCurrency.code
        guard let currency = Currency(currencyCode) else {
            throw Problem("wrong-currency", detail: "is no ISO 4217 code", subject: "currency")
        }
        self.init(kind: kind, language: language, currency: currency)
        merchant = try fields.optional("merchant").map { value throws(Problem) in try Receipt.merchant(value) }
        time = try fields.text("time", limit: 32)
        lane = try fields.text("lane", limit: 32)
        till = try fields.text("till", limit: 64)
        operation = try fields.text("operation", limit: 64)
        reference = try fields.text("reference", limit: 64)
        for (index, element) in try fields.array("lines", limit: 500).enumerated() {
            lines.append(try Receipt.line(element, path: "lines[\(index)]"))
        }
        total = try fields.integer("total", in: Receipt.anyAmount)
        for (index, element) in try fields.array("tenders", limit: 32).enumerated() {
            tenders.append(try Receipt.tender(element, path: "tenders[\(index)]"))
        }
        member = try fields.optional("member").map { value throws(Problem) in try Receipt.member(value) }
        balanceBefore = try fields.integer("balanceBefore", in: Receipt.anyAmount)
        balanceAfter = try fields.integer("balanceAfter", in: Receipt.anyAmount)
        pointsEarned = try fields.integer("pointsEarned", in: Receipt.anyAmount)
        pointsBalance = try fields.integer("pointsBalance", in: Receipt.anyAmount)
        authorisation = try fields.text("authorisation", limit: 64)
        for (index, element) in try fields.array("messages", limit: 64).enumerated() {
            guard let text = element.stringValue, text.utf8.count <= 500 else {
                throw Problem(
                    "invalid-request",
                    detail: "must be text of at most 500 bytes",
                    subject: "messages[\(index)]"
                )
            }
            messages.append(text)
        }
        qr = try fields.text("qr", limit: 1000)
        barcode = try fields.text("barcode", limit: 80)
        copy = try fields.bool("copy") ?? false
        openDrawer = try fields.bool("openDrawer") ?? false
        try fields.finish()
    }

    private static let anyAmount: ClosedRange<Int64> = -1_000_000_000_000...1_000_000_000_000

    private static func merchant(_ json: JSONValue) throws(Problem) -> ReceiptMerchant {
        var fields = try JSONFields(json, path: "merchant")
        let merchant = ReceiptMerchant(
            name: try fields.requiredText("name"),
            address: try fields.text("address"),
            phone: try fields.text("phone", limit: 64)
        )
        try fields.finish()
        return merchant
    }

    private static func line(_ json: JSONValue, path: String) throws(Problem) -> ReceiptLine {
        var fields = try JSONFields(json, path: path)
        let name = try fields.requiredText("name")
        let quantity = try fields.integer("quantity", in: 0...1_000_000_000_000) ?? 1000
        _ = try fields.required("amount")
        let amount = try fields.integer("amount", in: anyAmount) ?? 0
        let line = ReceiptLine(
            name: name,
            quantity: quantity,
            unitPrice: try fields.integer("unitPrice", in: anyAmount) ?? amount,
            amount: amount
        )
        try fields.finish()
        return line
    }

    private static func tender(_ json: JSONValue, path: String) throws(Problem) -> ReceiptTender {
        var fields = try JSONFields(json, path: path)
        let kind = try fields.requiredText("kind", limit: 32)
        _ = try fields.required("amount")
        let tender = ReceiptTender(
            kind: kind,
            amount: try fields.integer("amount", in: anyAmount) ?? 0,
            reference: try fields.text("reference", limit: 64)
        )
        try fields.finish()
        return tender
    }

    private static func member(_ json: JSONValue) throws(Problem) -> ReceiptMember {
        var fields = try JSONFields(json, path: "member")
        let member = ReceiptMember(
            name: try fields.requiredText("name", limit: 64),
            number: try fields.text("number", limit: 64),
            tier: try fields.text("tier", limit: 64)
        )
        try fields.finish()
        return member
    }

    /// The native format, members in the order the paper shows them.
    public var json: JSONValue {
        var members: JSONObject = [
            "kind": .string(kind.rawValue), "language": .string(language.rawValue), "currency": .string(currency.code),
        ]
        if let merchant {
            var head: JSONObject = ["name": .string(merchant.name)]
            head["address"] = merchant.address.map { .string($0) }
            head["phone"] = merchant.phone.map { .string($0) }
            members["merchant"] = .object(head)
        }
        members["time"] = time.map { .string($0) }
        members["lane"] = lane.map { .string($0) }
        members["till"] = till.map { .string($0) }
        members["operation"] = operation.map { .string($0) }
        members["reference"] = reference.map { .string($0) }
        if !lines.isEmpty {
            members["lines"] = .array(
                lines.map { line in
                    [
                        "name": .string(line.name), "quantity": .integer(line.quantity),
                        "unitPrice": .integer(line.unitPrice), "amount": .integer(line.amount),
                    ]
                }
            )
        }
        members["total"] = total.map { .integer($0) }
        if !tenders.isEmpty {
            members["tenders"] = .array(
                tenders.map { tender in
                    var row: JSONObject = ["kind": .string(tender.kind), "amount": .integer(tender.amount)]
                    row["reference"] = tender.reference.map { .string($0) }
                    return .object(row)
                }
            )
        }
        if let member {
            var row: JSONObject = ["name": .string(member.name)]
            row["number"] = member.number.map { .string($0) }
            row["tier"] = member.tier.map { .string($0) }
            members["member"] = .object(row)
        }
        members["balanceBefore"] = balanceBefore.map { .integer($0) }
        members["balanceAfter"] = balanceAfter.map { .integer($0) }
        members["pointsEarned"] = pointsEarned.map { .integer($0) }
        members["pointsBalance"] = pointsBalance.map { .integer($0) }
        members["authorisation"] = authorisation.map { .string($0) }
        if !messages.isEmpty {
            members["messages"] = .array(messages.map { .string($0) })
        }
        members["qr"] = qr.map { .string($0) }
        members["barcode"] = barcode.map { .string($0) }
        if copy {
            members["copy"] = true
        }
        if openDrawer {
            members["openDrawer"] = true
        }
        return .object(members)
    }
}
