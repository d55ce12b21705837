import Domain

/// A part of a sale that does not come from the account.
public struct ShopTender: Sendable, Hashable {
    public let kind: Tender.Kind
    public let fen: Int64
    /// The coupon's code, or how it was paid outside.
    public let reference: String?
}
