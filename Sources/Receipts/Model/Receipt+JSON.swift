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
        let language = try Receipt.language(&fields) ?? defaultLanguage
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
        for (index, element) in try fields.array("lines", limit: Receipt.mostLines).enumerated() {
            lines.append(try Receipt.line(element, path: "lines[\(index)]"))
        }
        total = try fields.integer("total", in: Receipt.anyAmount)
        for (index, element) in try fields.array("taxes", limit: Receipt.mostTaxes).enumerated() {
            taxes.append(try Receipt.tax(element, path: "taxes[\(index)]"))
        }
        for (index, element) in try fields.array("coupons", limit: Receipt.mostCoupons).enumerated() {
            coupons.append(try Receipt.coupon(element, path: "coupons[\(index)]"))
        }
        for (index, element) in try fields.array("tenders", limit: Receipt.mostTenders).enumerated() {
            tenders.append(try Receipt.tender(element, path: "tenders[\(index)]"))
        }
        member = try fields.optional("member").map { value throws(Problem) in try Receipt.member(value) }
        balanceBefore = try fields.integer("balanceBefore", in: Receipt.anyAmount)
        balanceAfter = try fields.integer("balanceAfter", in: Receipt.anyAmount)
        pointsBefore = try fields.integer("pointsBefore", in: Receipt.anyAmount)
        pointsUsed = try fields.integer("pointsUsed", in: Receipt.anyAmount)
        pointsEarned = try fields.integer("pointsEarned", in: Receipt.anyAmount)
        pointsBalance = try fields.integer("pointsBalance", in: Receipt.anyAmount)
        authorisation = try fields.text("authorisation", limit: 64)
        for (index, element) in try fields.array("messages", limit: Receipt.mostMessages).enumerated() {
            messages.append(try Receipt.message(element, path: "messages[\(index)]"))
        }
        qr = try fields.text("qr", limit: 1000)
        barcode = try fields.text("barcode", limit: 80)
        for (index, element) in try fields.array("barcodes", limit: Receipt.mostBarcodes).enumerated() {
            barcodes.append(try Receipt.barcode(element, path: "barcodes[\(index)]"))
        }
        copy = try fields.bool("copy") ?? false
        openDrawer = try fields.bool("openDrawer") ?? false
        try fields.finish()
    }

    /// The member `language`; nil when absent.
    static func language(_ fields: inout JSONFields) throws(Problem) -> Language? {
        guard let name = try fields.text("language", limit: 8) else {
            return nil
        }
        guard let language = Language(rawValue: name) else {
            throw Problem("invalid-request", detail: "must be en or zh", subject: "language")
        }
        return language
    }

    static let mostLines = 500
    static let mostTenders = 32
    static let mostMessages = 64
    static let mostTaxes = 32
    static let mostCoupons = 32
    static let mostBarcodes = 16

    /// A receipt states what the core said, however large: it must never be refused for a number.
    private static let anyAmount = Int64.min...Int64.max

    private static func message(_ json: JSONValue, path: String) throws(Problem) -> String {
        guard let text = json.stringValue, text.utf8.count <= 500,
            text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else {
            throw Problem(
                "invalid-request",
                detail: "must be text of at most 500 bytes without control characters",
                subject: path
            )
        }
        return text
    }

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

    private static func line(_ json: JSONValue, path: String) throws(Problem) -> ReceiptItem {
        var fields = try JSONFields(json, path: path)
        let name = try fields.requiredText("name")
        let quantity = try fields.integer("quantity", in: anyAmount) ?? 1000
        _ = try fields.required("amount")
        let amount = try fields.integer("amount", in: anyAmount) ?? 0
        let line = ReceiptItem(
            name: name,
            quantity: quantity,
            unitPrice: try fields.integer("unitPrice", in: anyAmount) ?? amount,
            amount: amount,
            tax: try fields.text("tax", limit: 8)
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
            reference: try fields.text("reference", limit: 64),
            received: try fields.integer("received", in: anyAmount),
            change: try fields.integer("change", in: anyAmount)
        )
        try fields.finish()
        return tender
    }

    private static func tax(_ json: JSONValue, path: String) throws(Problem) -> ReceiptTax {
        var fields = try JSONFields(json, path: path)
        _ = try fields.required("amount")
        let tax = ReceiptTax(
            letter: try fields.text("letter", limit: 8),
            name: try fields.text("name", limit: 64),
            rate: try fields.integer("rate", in: 0...1_000_000),
            net: try fields.integer("net", in: anyAmount),
            amount: try fields.integer("amount", in: anyAmount) ?? 0,
            included: try fields.bool("included") ?? true
        )
        try fields.finish()
        return tax
    }

    private static func coupon(_ json: JSONValue, path: String) throws(Problem) -> ReceiptCoupon {
        var fields = try JSONFields(json, path: path)
        let coupon = ReceiptCoupon(
            name: try fields.requiredText("name"),
            code: try fields.text("code", limit: 80),
            amount: try fields.integer("amount", in: anyAmount),
            until: try fields.text("until", limit: 32)
        )
        try fields.finish()
        return coupon
    }

    private static func barcode(_ json: JSONValue, path: String) throws(Problem) -> ReceiptBarcode {
        var fields = try JSONFields(json, path: path)
        let name = try fields.requiredText("symbology", limit: 32)
        guard let symbology = ReceiptBarcode.symbologies.first(where: { $0.rawValue == name }) else {
            throw Problem(
                "invalid-request",
                detail: "must be one of " + ReceiptBarcode.symbologies.map(\.rawValue).joined(separator: ", "),
                subject: fields.name("symbology")
            )
        }
        let barcode = ReceiptBarcode(
            symbology: symbology,
            text: try fields.requiredText("text", limit: 1000),
            caption: try fields.text("caption")
        )
        try fields.finish()
        return barcode
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
}
