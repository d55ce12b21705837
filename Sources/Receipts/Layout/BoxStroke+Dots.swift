extension BoxStroke {
    /// The rectangles of its strokes in a cell of `height` dots, each two dots thick through the middle of the cell.
    func rectangles(left: Int, top: Int, height: Int) -> [(x: Int, y: Int, width: Int, height: Int)] {
        let x = left + FontA.cellWidth / 2 - 1
        let y = top + height / 2 - 1
        var parts: [(x: Int, y: Int, width: Int, height: Int)] = []
        if contains(.vertical) {
            parts.append((x, top, 2, height))
        } else if contains(.up) {
            parts.append((x, top, 2, height / 2 + 1))
        } else if contains(.down) {
            parts.append((x, y, 2, top + height - y))
        }
        if contains(.horizontal) {
            parts.append((left, y, FontA.cellWidth, 2))
        } else if contains(.left) {
            parts.append((left, y, FontA.cellWidth / 2 + 1, 2))
        } else if contains(.right) {
            parts.append((x, y, left + FontA.cellWidth - x, 2))
        }
        return parts
    }
}
