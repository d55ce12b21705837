/// Text of one style at a place on its line.
public struct LayoutRun: Sendable, Hashable {
    /// The first cell, counted from 0 in cells of normal width.
    public let column: Int
    public let text: String
    public let style: TextStyle
    /// Cells of normal width that it takes, its style's scale included.
    public let span: Int
}
