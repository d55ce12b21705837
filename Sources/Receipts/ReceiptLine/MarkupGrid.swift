/// Where the columns of a line stand on the paper.
struct MarkupGrid {
    /// Which columns of the line are shown.
    let shown: [Int]
    /// The first cell of each shown column.
    let starts: [Int]
    /// The cells of each shown column.
    let widths: [Int]
    /// The cells of strokes around and between the columns.
    let verticals: [Int]
    /// From the first cell to the last, borders included.
    let left: Int
    let width: Int
    /// Columns for which the paper has no room.
    let overflowing: [Int]

    /// Lays `count` columns out; widths that are too much for the paper are taken from the widest column, from the last
    /// one only when no other has any.
    init(count: Int, settings: MarkupSettings, columns: Int) {
        let asked = (0..<count).map { index -> MarkupWidth in
            settings.widths.isEmpty
                ? .share : settings.widths.indices.contains(index) ? settings.widths[index] : .cells(0)
        }
        let border = settings.border
        let most = border == .line ? (columns - 1) / 2 : (columns + border.cells) / (border.cells + 1)
        let visible = asked.indices.filter { asked[$0] != .cells(0) }
        let shown = Array(visible.prefix(most))
        let borders = border == .line ? shown.count + 1 : max(0, shown.count - 1) * border.cells
        let widths = MarkupGrid.widths(shown.map { asked[$0] }, in: columns - borders)
        let width = shown.isEmpty ? 0 : widths.reduce(borders, +)
        let left = settings.alignment.offset(in: columns - width)
        var starts: [Int] = []
        var verticals: [Int] = []
        var cell = left
        for width in widths {
            if border == .line {
                verticals.append(cell)
                cell += 1
            }
            starts.append(cell)
            cell += width + (border == .line ? 0 : border.cells)
        }
        if border == .line, !shown.isEmpty {
            verticals.append(cell)
        }
        self.shown = shown
        self.starts = starts
        self.widths = widths
        self.verticals = verticals
        self.left = left
        self.width = width
        overflowing = Array(visible.dropFirst(most))
    }

    /// `room` has at least a cell for each.
    private static func widths(_ asked: [MarkupWidth], in room: Int) -> [Int] {
        var widths = asked.map { width -> Int in
            switch width {
            case .share: 0
            case .cells(let cells): min(cells, room)
            }
        }
        let shares = asked.indices.filter { asked[$0] == .share }
        var free = room - widths.reduce(0, +)
        while free < shares.count {
            let widest = widths.indices.dropLast().max { widths[$0] < widths[$1] }
            let index = widest.flatMap { widths[$0] > 1 ? $0 : nil } ?? widths.count - 1
            widths[index] -= 1
            free += 1
        }
        for (place, index) in shares.enumerated() {
            // What cannot be divided evenly goes to the last ones.
            widths[index] = (free + place) / shares.count
        }
        return widths
    }
}
