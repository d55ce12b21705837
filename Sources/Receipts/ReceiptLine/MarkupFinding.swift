/// Something in a ReceiptLine text that is not printed as it was meant; the rest is printed all the same.
public struct MarkupFinding: Sendable, Hashable, CustomStringConvertible {
    public let position: MarkupPosition
    public let kind: MarkupFindingKind

    public init(_ kind: MarkupFindingKind, at position: MarkupPosition) {
        self.position = position
        self.kind = kind
    }

    /// `3:14: …`
    public var description: String {
        "\(position): \(kind)"
    }
}
