/// A Code 128 symbol in the middle of the paper; what it says stands as text below it.
public struct LayoutBarcode: Sendable, Hashable {
    public let symbol: Code128
    /// Dots across the narrowest bar.
    public let moduleDots: Int
    /// Dots from the top of the bars to their end.
    public let height: Int
}
