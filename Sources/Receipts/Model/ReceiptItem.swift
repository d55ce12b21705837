/// One article on a receipt.
public struct ReceiptItem: Sendable, Hashable {
    public var name: String
    /// Thousandths of a unit.
    public var quantity: Int64
    /// Smallest unit of the currency per whole unit.
    public var unitPrice: Int64
    public var amount: Int64

    public init(name: String, quantity: Int64, unitPrice: Int64, amount: Int64) {
        self.name = name
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.amount = amount
    }
}
