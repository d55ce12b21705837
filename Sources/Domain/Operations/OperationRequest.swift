/// What a till asks for: a sale, recharge, refund, void or inquiry on a lane.
public struct OperationRequest: Sendable, Hashable {
    public let kind: Operation.Kind
    public let amount: Money
    public let lines: [SaleLine]
    public let tenders: [Tender]
    /// Nil for void and for a refund to the original's card.
    public let presented: Presented?
    /// The operation a void or refund names.
    public let original: EntityID?
    /// The till's own reference, printed on the receipt.
    public let reference: String?

    public init(
        kind: Operation.Kind,
        amount: Money,
        lines: [SaleLine] = [],
        tenders: [Tender] = [],
        presented: Presented?,
        original: EntityID? = nil,
        reference: String? = nil
    ) {
        self.kind = kind
        self.amount = amount
        self.lines = lines
        self.tenders = tenders
        self.presented = presented
        self.original = original
        self.reference = reference
    }

    /// Reads a till's body strictly: unknown fields, sums that do not add up, other currencies are problems that name the field.
    public init(kind: Operation.Kind, json: JSONValue, currency: Currency) throws(Problem) {
        var fields = try JSONFields(json)
        if let code = try fields.text("currency", limit: 8), code != currency.code {
            throw Problem("wrong-currency", detail: "this station works in \(currency.code)", subject: "currency")
        }
        var minor: Int64 = 0
        if kind == .sale || kind == .recharge || kind == .refund {
            _ = try fields.required("amount")
            minor = try fields.amount("amount") ?? 0
        }
        self.kind = kind
        amount = Money(minor: minor, currency: currency)
        var lines: [SaleLine] = []
        var tenders: [Tender] = []
        if kind == .sale || kind == .refund {
            for (index, element) in try fields.array("lines", limit: 200).enumerated() {
                lines.append(try SaleLine(json: element, path: "lines[\(index)]"))
            }
        }
        if kind == .sale || kind == .recharge {
            for (index, element) in try fields.array("tenders", limit: 16).enumerated() {
                tenders.append(try Tender(json: element, path: "tenders[\(index)]"))
            }
        }
        if !lines.isEmpty, lines.reduce(0, { $0 &+ $1.amount }) != minor {
            throw Problem("invalid-amount", detail: "the lines do not add up to the amount", subject: "lines")
        }
        if !tenders.isEmpty, tenders.reduce(0, { $0 &+ $1.amount }) != minor {
            throw Problem("invalid-amount", detail: "the tenders do not add up to the amount", subject: "tenders")
        }
        self.lines = lines
        self.tenders = tenders.isEmpty && kind == .sale ? [Tender(kind: .account, amount: minor)] : tenders
        presented = try fields.optional("presented").map { value throws(Problem) in
            try Presented(json: value, path: "presented")
        }
        original = try OperationRequest.original(&fields, kind: kind)
        reference = try fields.text("reference", limit: 64)
        if presented == nil, original == nil {
            throw Problem("invalid-request", detail: "is missing", subject: "presented")
        }
        try fields.finish()
    }

    private static func original(_ fields: inout JSONFields, kind: Operation.Kind) throws(Problem) -> EntityID? {
        guard kind == .refund || kind == .void, let text = try fields.text("original", limit: 36) else {
            return nil
        }
        guard let id = EntityID(text) else {
            throw Problem("invalid-request", detail: "is no operation id", subject: "original")
        }
        return id
    }

    public var json: JSONValue {
        var members = JSONObject()
        members["amount"] = .integer(amount.minor)
        members["currency"] = .string(amount.currency.code)
        if !lines.isEmpty {
            members["lines"] = .array(lines.map(\.json))
        }
        if !tenders.isEmpty {
            members["tenders"] = .array(tenders.map(\.json))
        }
        if let presented {
            members["presented"] = presented.json
        }
        if let original {
            members["original"] = .string(original.text)
        }
        if let reference {
            members["reference"] = .string(reference)
        }
        return .object(members)
    }
}

extension OperationRequest {
    /// Reads what `json` wrote into the journal; nil for a damaged row.
    public init?(stored json: JSONValue, kind: Operation.Kind, currency: Currency) {
        guard let minor = json["amount"]?.intValue else {
            return nil
        }
        var lines: [SaleLine] = []
        for element in json["lines"]?.arrayValue ?? [] {
            guard let line = try? SaleLine(json: element, path: "lines") else {
                return nil
            }
            lines.append(line)
        }
        var tenders: [Tender] = []
        for element in json["tenders"]?.arrayValue ?? [] {
            guard let tender = try? Tender(json: element, path: "tenders") else {
                return nil
            }
            tenders.append(tender)
        }
        self.init(
            kind: kind,
            amount: Money(minor: minor, currency: currency),
            lines: lines,
            tenders: tenders,
            presented: json["presented"].flatMap { try? Presented(json: $0, path: "presented") },
            original: json["original"]?.stringValue.flatMap(EntityID.init),
            reference: json["reference"]?.stringValue
        )
    }
}
