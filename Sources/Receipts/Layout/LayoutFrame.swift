/// A horizontal border of a table, one cell high: a stroke from cell to cell that meets the vertical strokes of the
/// lines above and below it.
public struct LayoutFrame: Sendable, Hashable {
    /// The first and the last cell of the stroke.
    public let cells: ClosedRange<Int>
    /// Cells from which a stroke goes up.
    public let up: [Int]
    /// Cells from which a stroke goes down.
    public let down: [Int]

    /// The strokes that meet in each of `cells`; at the ends the border goes inward only.
    var strokes: [BoxStroke] {
        cells.map { cell in
            var stroke: BoxStroke = []
            if cell > cells.lowerBound || cells.count == 1 {
                stroke.insert(.left)
            }
            if cell < cells.upperBound || cells.count == 1 {
                stroke.insert(.right)
            }
            if up.contains(cell) {
                stroke.insert(.up)
            }
            if down.contains(cell) {
                stroke.insert(.down)
            }
            // An end that meets nothing runs through its cell.
            return stroke == .left || stroke == .right ? .horizontal : stroke
        }
    }
}
