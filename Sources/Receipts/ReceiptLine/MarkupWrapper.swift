/// Breaks the text of a column into lines.
///
/// A line ends at a space, after a hyphen or slash, or beside a Han character; a word longer than a line is broken where
/// the line is full. An amount is never broken: what is too wide for the column is made narrower, and what is too wide
/// even then gets a line of its own.
struct MarkupWrapper {
    let metrics: CellMetrics
    /// Cells of the column.
    let width: Int
    /// Cells of the paper.
    let paper: Int
    let wraps: Bool

    /// At least one row; `note` is told what is not printed as it was meant.
    func rows(of column: MarkupColumn, note: (MarkupFindingKind) -> Void) -> [MarkupRow] {
        var rows: [MarkupRow] = []
        for (index, spans) in column.rows.enumerated() where index == 0 || wraps {
            let units = units(of: spans, note: note)
            if units.isEmpty {
                // What ends with a break has no further line.
                if index == 0 || index < column.rows.count - 1 {
                    rows.append(MarkupRow(units: []))
                }
            } else {
                rows += wraps ? broken(units) : [cut(units, note: note)]
            }
        }
        return rows
    }

    private func units(of spans: [MarkupSpan], note: (MarkupFindingKind) -> Void) -> [MarkupUnit] {
        MarkupUnits(metrics: metrics).units(of: spans).flatMap { unit -> [MarkupUnit] in
            let narrow = unit.narrowed(to: width)
            guard narrow.cells > width else {
                return [narrow]
            }
            guard unit.isAmount else {
                note(.characterTooWide)
                return []
            }
            let own = unit.narrowed(to: paper)
            guard own.cells > paper else {
                return [own]
            }
            note(.amountBroken)
            return zip(own.pieces, own.styles).map { MarkupUnit(pieces: [$0], styles: [$1], isAmount: false) }
        }
    }

    private func broken(_ units: [MarkupUnit]) -> [MarkupRow] {
        var rows: [MarkupRow] = []
        var start = 0
        var index = 0
        var used = 0
        // Where the line could end: the index behind the last unit that fits and may stand there.
        var place: Int?
        func end(at end: Int) {
            rows.append(row(units[start..<end]))
            // The space at which a line was broken is not printed.
            start = units[end...].firstIndex { !$0.isSpace } ?? units.count
            index = start
            used = 0
            place = nil
        }
        while index < units.count {
            let unit = units[index]
            if unit.cells > width {
                if index > start {
                    rows.append(row(units[start..<index]))
                }
                rows.append(MarkupRow(units: [unit], isApart: true))
                start = units[(index + 1)...].firstIndex { !$0.isSpace } ?? units.count
                index = start
                used = 0
                place = nil
            } else if used + unit.cells > width, !unit.isSpace {
                end(at: place ?? index)
            } else {
                used += unit.cells
                index += 1
                if index < units.count, unit.mayPart(from: units[index]) {
                    place = index
                }
            }
        }
        if start < units.count {
            rows.append(row(units[start...], isLast: true))
        }
        return rows
    }

    /// As much as stands on one line.
    private func cut(_ units: [MarkupUnit], note: (MarkupFindingKind) -> Void) -> MarkupRow {
        if let first = units.first, first.cells > width {
            return MarkupRow(units: [first], isApart: true)
        }
        var used = 0
        for (index, unit) in units.enumerated() {
            guard used + unit.cells <= width else {
                if units[index...].contains(where: \.isAmount) {
                    note(.amountCut)
                }
                return MarkupRow(units: Array(units[..<index]))
            }
            used += unit.cells
        }
        return MarkupRow(units: units)
    }

    /// Without the spaces at its end that the column has no room for.
    private func row(_ units: ArraySlice<MarkupUnit>, isLast: Bool = false) -> MarkupRow {
        var row = MarkupRow(units: Array(units))
        var cells = row.cells
        while let last = row.units.last, last.isSpace, cells > width || !isLast {
            cells -= last.cells
            row.units.removeLast()
        }
        return row
    }
}
