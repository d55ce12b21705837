/// Text of one style.
public struct MarkupSpan: Sendable, Hashable {
    /// Without control characters, escapes resolved.
    public let text: String
    public let style: MarkupStyle

    public init(_ text: String, _ style: MarkupStyle = MarkupStyle()) {
        self.text = text
        self.style = style
    }
}
