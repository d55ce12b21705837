/// One way a part of the total is paid.
public struct Tender: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Stored value held by the core.
        case account
        /// Points spent; `amount` is their worth.
        case points
        /// A coupon code the core redeems.
        case coupon
        /// Paid outside (cash, bank card, mobile payment); the core only counts it for points.
        case outside
    }

    public let kind: Kind
    /// Smallest unit of the currency.
    public let amount: Int64
    /// The coupon's code; the outside payment's name (`cash`).
    public let reference: String?

    public init(kind: Kind, amount: Int64, reference: String? = nil) {
        self.kind = kind
        self.amount = amount
        self.reference = reference
    }

    public init(json: JSONValue, path: String) throws(Problem) {
        var fields = try JSONFields(json, path: path)
        let name = try fields.requiredText("kind", limit: 16)
        guard let kind = Kind(rawValue: name) else {
            throw Problem(
                "invalid-request",
                detail: "must be one of " + Kind.allCases.map(\.rawValue).joined(separator: ", "),
                subject: fields.name("kind")
            )
        }
        self.kind = kind
        _ = try fields.required("amount")
        amount = try fields.amount("amount", allowZero: kind == .coupon) ?? 0
        reference = try fields.text("reference", limit: 64)
        if kind == .coupon, reference == nil {
            throw Problem("invalid-request", detail: "a coupon needs its code", subject: fields.name("reference"))
        }
        try fields.finish()
    }

    public var json: JSONValue {
        var members = JSONObject()
        members["kind"] = .string(kind.rawValue)
        members["amount"] = .integer(amount)
        if let reference {
            members["reference"] = .string(reference)
        }
        return .object(members)
    }
}
