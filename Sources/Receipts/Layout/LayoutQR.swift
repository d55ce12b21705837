/// A QR symbol in the middle of the paper.
public struct LayoutQR: Sendable, Hashable {
    public let text: String
    /// Dots along the side of a module.
    public let moduleDots: Int
}
