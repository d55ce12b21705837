/// A layout as plain text, one line a line of paper.
///
/// Double-width runs keep their place on the paper but not their width; symbols are named; the cut and the drawer are
/// not on the paper.
public enum ReceiptText {
    /// Ends with a line feed; no line is wider than the layout's columns or has space at its end.
    public static func text(_ layout: ReceiptLayout) -> String {
        var text = ""
        for block in layout.blocks {
            switch block {
            case .line(let line): write(line, layout, into: &text)
            case .rule: text += String(repeating: "-", count: layout.columns) + "\n"
            case .blank: text += "\n"
            case .qr(let qr):
                write(centred: "[QR]", layout, into: &text)
                for piece in LineBreaker(metrics: layout.metrics).lines(
                    PrintableText.clean(qr.text),
                    width: layout.columns
                ) {
                    write(centred: piece, layout, into: &text)
                }
            case .barcode: write(centred: "[Code 128]", layout, into: &text)
            case .cut, .drawer: break
            }
        }
        return text
    }

    private static func write(_ line: LayoutLine, _ layout: ReceiptLayout, into text: inout String) {
        var column = 0
        for run in line.runs {
            let cells = layout.metrics.cells(run.text)
            // What a wide run loses in width goes where it stood: to the right at the left edge, to the left at the
            // right edge.
            let free = layout.columns - run.span
            let place = run.column + (free > 0 ? (run.span - cells) * run.column / free : (run.span - cells) / 2)
            text += String(repeating: " ", count: max(0, place - column))
            text += run.text
            column = max(column, place) + cells
        }
        while text.last == " " {
            text.removeLast()
        }
        text += "\n"
    }

    private static func write(centred piece: String, _ layout: ReceiptLayout, into text: inout String) {
        let free = layout.columns - layout.metrics.cells(piece)
        text += String(repeating: " ", count: max(0, free / 2)) + piece + "\n"
    }
}
