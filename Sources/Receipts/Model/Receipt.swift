import Domain

/// A typed receipt: what it says, not how it looks.
///
/// Amounts are in the currency's smallest unit. Members appear masked only; there is no field for a whole card number.
public struct Receipt: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case sale, recharge, refund, void, inquiry, note
    }

    public enum Language: String, Sendable, Hashable, CaseIterable {
        case english = "en"
        case chinese = "zh"
    }

    public var kind: Kind
    public var language: Language
    public var currency: Currency
    public var merchant: ReceiptMerchant?
    /// `2026-03-01 16:15:30`, local time, already formatted.
    public var time: String?
    public var lane: String?
    public var till: String?
    /// The operation's id, which a void or refund names.
    public var operation: String?
    /// The till's own reference.
    public var reference: String?
    public var lines: [ReceiptItem]
    /// With taxes that are added.
    public var total: Int64?
    /// One for each rate.
    public var taxes: [ReceiptTax]
    public var coupons: [ReceiptCoupon]
    public var tenders: [ReceiptTender]
    public var member: ReceiptMember?
    public var balanceBefore: Int64?
    public var balanceAfter: Int64?
    public var pointsBefore: Int64?
    public var pointsUsed: Int64?
    public var pointsEarned: Int64?
    public var pointsBalance: Int64?
    /// The core's reference.
    public var authorisation: String?
    /// Free lines of text under the body.
    public var messages: [String]
    /// Printed as a QR symbol.
    public var qr: String?
    /// Printed as Code 128, its text below; printable ASCII.
    public var barcode: String?
    /// Further symbols, below the others.
    public var barcodes: [ReceiptBarcode]
    /// 补打 / COPY on the paper.
    public var copy: Bool
    /// Pulse the drawer after printing; a copy never does.
    public var openDrawer: Bool

    public init(kind: Kind, language: Language = .chinese, currency: Currency = .cny) {
        self.kind = kind
        self.language = language
        self.currency = currency
        lines = []
        taxes = []
        coupons = []
        barcodes = []
        tenders = []
        messages = []
        copy = false
        openDrawer = false
    }
}
