/// The tax of one rate on a receipt.
public struct ReceiptTax: Sendable, Hashable {
    /// By which articles name it: `A`.
    public var letter: String?
    /// What it is called where that is not simply tax: `VAT`.
    public var name: String?
    /// Hundredths of a percent: 1300 is 13 %.
    public var rate: Int64?
    /// What it is taken from, without it.
    public var net: Int64?
    public var amount: Int64
    /// Whether the prices contain it; otherwise it is added to them and is a part of the total.
    public var included: Bool

    public init(
        letter: String? = nil,
        name: String? = nil,
        rate: Int64? = nil,
        net: Int64? = nil,
        amount: Int64,
        included: Bool = true
    ) {
        self.letter = letter
        self.name = name
        self.rate = rate
        self.net = net
        self.amount = amount
        self.included = included
    }
}
