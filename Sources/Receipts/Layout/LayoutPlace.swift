/// Where a symbol or picture stands across the paper.
public struct LayoutPlace: Sendable, Hashable {
    public enum Alignment: Sendable, Hashable {
        case left, centre, right
    }

    public let alignment: Alignment
    /// The first cell of the span, counted from 0.
    public let column: Int
    /// Cells in which it is aligned.
    public let span: Int

    public init(_ alignment: Alignment, column: Int = 0, span: Int) {
        self.alignment = alignment
        self.column = column
        self.span = span
    }

    /// Dots from the left edge of the cells to something `width` dots wide; what is wider than the span begins at its
    /// left edge.
    public func left(width: Int) -> Int {
        let free = max(0, span * FontA.cellWidth - width)
        let offset =
            switch alignment {
            case .left: 0
            case .centre: free / 2
            case .right: free
            }
        return column * FontA.cellWidth + offset
    }
}
