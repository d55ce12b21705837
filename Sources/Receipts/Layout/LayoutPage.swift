/// A piece of paper whose areas stand anywhere on it, turned as coupons and tickets need it.
public struct LayoutPage: Sendable, Hashable {
    /// Dots from the top of the page to its end; across it is as wide as the layout's columns.
    public let height: Int
    public let areas: [LayoutArea]
}
