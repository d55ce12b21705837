/// How a part was paid: `account`, `points`, `coupon` or `outside` with its name.
public struct ReceiptTender: Sendable, Hashable {
    public var kind: String
    public var amount: Int64
    public var reference: String?
    /// What the customer handed over.
    public var received: Int64?
    /// What he got back of it.
    public var change: Int64?

    public init(
        kind: String,
        amount: Int64,
        reference: String? = nil,
        received: Int64? = nil,
        change: Int64? = nil
    ) {
        self.kind = kind
        self.amount = amount
        self.reference = reference
        self.received = received
        self.change = change
    }

    /// What a receipt in that language calls it.
    public func label(in language: Receipt.Language) -> String {
        ReceiptWords.of(language).label(of: self)
    }
}
