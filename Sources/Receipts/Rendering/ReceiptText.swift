/// A layout as plain text, one line a line of paper.
///
/// Double-width runs keep their place on the paper but not their width; symbols are named; the cut and the drawer are
/// not on the paper.
public enum ReceiptText {
    /// Ends with a line feed; no line is wider than the layout's columns or has space at its end.
    public static func text(_ layout: ReceiptLayout) -> String {
        var text = ""
        for block in layout.blocks {
            write(block, layout, into: &text)
        }
        return text
    }

    private static func write(_ block: LayoutBlock, _ layout: ReceiptLayout, into text: inout String) {
        switch block {
        case .line(let line): write(line, layout, into: &text)
        case .rule: text += String(repeating: "-", count: layout.columns) + "\n"
        case .blank: text += "\n"
        case .frame(let frame):
            text += String(repeating: " ", count: frame.cells.lowerBound)
            text += String(frame.strokes.map(\.character)) + "\n"
        case .symbol(let symbol):
            write("[" + symbol.symbology.title + "]", symbol.place, layout, into: &text)
            for piece in LineBreaker(metrics: layout.metrics).lines(symbol.hiddenText, width: layout.columns) {
                write(piece, symbol.place, layout, into: &text)
            }
        case .image(let image): write("[picture]", image.place, layout, into: &text)
        case .logo(let logo): write("[" + logo.name + "]", logo.place, layout, into: &text)
        case .feed(let dots): text += String(repeating: "\n", count: max(0, dots) / FontA.linePitch)
        case .page(let page):
            for block in page.areas.flatMap(\.blocks) {
                write(block, layout, into: &text)
            }
        case .cut, .drawer, .beep: break
        }
    }

    private static func write(_ line: LayoutLine, _ layout: ReceiptLayout, into text: inout String) {
        var column = 0
        func pad(to place: Int, in text: inout String) {
            text += String(repeating: " ", count: max(0, place - column))
            column = max(column, place)
        }
        var strokes = line.verticals[...]
        for run in line.runs {
            while let cell = strokes.first, cell < run.column {
                pad(to: cell, in: &text)
                text.append(BoxStroke.vertical.character)
                column += 1
                strokes.removeFirst()
            }
            let cells = layout.metrics.cells(run.text)
            // What a wide run loses in width goes where it stood: to the right at the left edge, to the left at the
            // right edge.
            let free = layout.columns - run.span
            pad(
                to: run.column + (free > 0 ? (run.span - cells) * run.column / free : (run.span - cells) / 2),
                in: &text
            )
            text += run.text
            column += cells
        }
        for cell in strokes {
            pad(to: cell, in: &text)
            text.append(BoxStroke.vertical.character)
            column += 1
        }
        while text.last == " " {
            text.removeLast()
        }
        text += "\n"
    }

    private static func write(
        _ piece: String,
        _ place: LayoutPlace,
        _ layout: ReceiptLayout,
        into text: inout String
    ) {
        let left = place.left(width: layout.metrics.cells(piece) * FontA.cellWidth) / FontA.cellWidth
        text += String(repeating: " ", count: left) + piece + "\n"
    }
}
