/// Puts the rows of columns beside one another.
struct MarkupTable {
    let grid: MarkupGrid
    let columns: Int

    /// At least one line; an amount that is wider than its column stands on a line of its own between the others.
    func lines(_ cells: [[MarkupRow]], alignments: [MarkupAlignment]) -> [LayoutLine] {
        var lines: [LayoutLine] = []
        var waiting = cells.map { $0[...] }
        while waiting.contains(where: { !$0.isEmpty }) {
            var runs: [LayoutRun] = []
            var isTaken = false
            for index in waiting.indices {
                guard let row = waiting[index].first, !row.isApart else {
                    continue
                }
                waiting[index].removeFirst()
                isTaken = true
                runs += row.runs(from: grid.starts[index], width: grid.widths[index], alignment: alignments[index])
            }
            if isTaken {
                lines.append(LayoutLine(runs: runs, verticals: grid.verticals))
            }
            for index in waiting.indices {
                guard let row = waiting[index].first, row.isApart else {
                    continue
                }
                waiting[index].removeFirst()
                lines.append(apart(row, in: index, alignments[index]))
            }
        }
        return lines.isEmpty ? [LayoutLine(runs: [], verticals: grid.verticals)] : lines
    }

    /// As near to its column as the table, or else the paper, has room for it.
    private func apart(_ row: MarkupRow, in column: Int, _ alignment: MarkupAlignment) -> LayoutLine {
        let outer = [grid.verticals.first, grid.verticals.last].compactMap { $0 }
        let border = outer.isEmpty ? 0 : 1
        let isInside = row.cells <= grid.width - 2 * border
        let first = isInside ? grid.left + border : 0
        let last = (isInside ? grid.left + grid.width - border : columns) - row.cells
        let free = grid.widths[column] - row.cells
        let offset =
            switch alignment {
            case .left: 0
            case .center: free / 2
            case .right: free
            }
        return LayoutLine(
            runs: row.runs(
                from: max(first, min(last, grid.starts[column] + offset)),
                width: row.cells,
                alignment: .left
            ),
            verticals: isInside ? outer : []
        )
    }
}
