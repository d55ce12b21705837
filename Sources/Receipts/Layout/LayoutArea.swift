/// A rectangle of a page and what stands in it; what does not fit into it is cut off.
public struct LayoutArea: Sendable, Hashable {
    /// Dots from the left edge of the page.
    public let x: Int
    /// Dots from the top of the page.
    public let y: Int
    /// Dots across the page, whatever the turn.
    public let width: Int
    /// Dots down the page, whatever the turn.
    public let height: Int
    public let turn: LayoutTurn
    /// From top to bottom as they are read; pages, cuts, drawer and beeper have no place here and are ignored.
    public let blocks: [LayoutBlock]

    /// Cells along a line as it is read.
    public var columns: Int {
        (turn == .none || turn == .upsideDown ? width : height) / FontA.cellWidth
    }
}
