/// One article on a receipt.
public struct ReceiptItem: Sendable, Hashable {
    public var name: String
    /// Thousandths of a unit.
    public var quantity: Int64
    /// Smallest unit of the currency per whole unit.
    public var unitPrice: Int64
    public var amount: Int64
    /// The letter of its tax.
    public var tax: String?

    public init(name: String, quantity: Int64, unitPrice: Int64, amount: Int64, tax: String? = nil) {
        self.name = name
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.amount = amount
        self.tax = tax
    }
}
