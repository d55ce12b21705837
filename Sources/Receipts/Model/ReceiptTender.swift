/// How a part was paid: `account`, `points`, `coupon` or `outside` with its name.
public struct ReceiptTender: Sendable, Hashable {
    public var kind: String
    public var amount: Int64
    public var reference: String?

    public init(kind: String, amount: Int64, reference: String? = nil) {
        self.kind = kind
        self.amount = amount
        self.reference = reference
    }
}
