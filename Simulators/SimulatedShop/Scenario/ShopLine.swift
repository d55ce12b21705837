/// A line of a sale.
public struct ShopLine: Sendable, Hashable {
    /// Names that are fuel grades; the core gives each its own points.
    static let fuelGrades = ["diesel", "petrol-92", "petrol-95"]

    public let article: String
    /// Thousandths of a litre or piece.
    public let quantity: Int64
    /// Fen for one litre or piece.
    public let price: Int64

    /// Fen, half a fen rounded up.
    public var amount: Int64 { (quantity * price + 500) / 1000 }

    public var fuelGrade: String? { Self.fuelGrades.contains(article) ? article : nil }
}
