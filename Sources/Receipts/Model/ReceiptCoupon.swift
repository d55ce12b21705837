/// A coupon on a receipt: one that took something off, or one that is handed out.
public struct ReceiptCoupon: Sendable, Hashable {
    public var name: String
    public var code: String?
    /// What it took off; nil for one that is handed out, whose code is printed as a symbol.
    public var amount: Int64?
    /// `2026-04-30`, already formatted.
    public var until: String?

    public init(name: String, code: String? = nil, amount: Int64? = nil, until: String? = nil) {
        self.name = name
        self.code = code
        self.amount = amount
        self.until = until
    }
}
