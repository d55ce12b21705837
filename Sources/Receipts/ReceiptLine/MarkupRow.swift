/// One line of a column's text.
struct MarkupRow {
    var units: [MarkupUnit]
    /// An amount wider than its column, which gets a line of its own.
    var isApart = false

    var cells: Int {
        units.reduce(0) { $0 + $1.cells }
    }

    /// The runs of the row within `width` cells from `start`; neighbours of one style are one run.
    func runs(from start: Int, width: Int, alignment: MarkupAlignment) -> [LayoutRun] {
        var runs: [LayoutRun] = []
        var text = ""
        var span = 0
        var cell = start + alignment.offset(in: width - cells)
        var style = TextStyle.plain
        func end() {
            if !text.isEmpty {
                runs.append(LayoutRun(column: cell, text: text, style: style, span: span))
            }
            cell += span
            span = 0
            text = ""
        }
        for unit in units {
            for (piece, look) in zip(unit.pieces, unit.styles) {
                if look != style {
                    end()
                    style = look
                }
                text += piece.text
                span += piece.cells * look.widthScale
            }
        }
        end()
        return runs
    }
}
