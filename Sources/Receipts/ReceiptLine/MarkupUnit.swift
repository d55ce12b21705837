/// A character, or an amount that must stay whole, on its way to a line.
struct MarkupUnit {
    let pieces: [(text: Substring, cells: Int)]
    let styles: [TextStyle]
    let isAmount: Bool
    /// Cells on the paper, scales included.
    let cells: Int

    init(pieces: [(text: Substring, cells: Int)], styles: [TextStyle], isAmount: Bool) {
        self.pieces = pieces
        self.styles = styles
        self.isAmount = isAmount
        cells = zip(pieces, styles).reduce(0) { $0 + $1.0.cells * $1.1.widthScale }
    }

    var isSpace: Bool {
        pieces.count == 1 && (pieces[0].text == " " || pieces[0].text == "\u{3000}")
    }

    /// Whether a line may end between the two.
    func mayPart(from next: MarkupUnit) -> Bool {
        guard let end = pieces.last, let begin = next.pieces.first, let last = end.text.last,
            let first = begin.text.first
        else {
            return false
        }
        if isSpace {
            return true
        }
        return LineBreaker.mayPart(last, first)
            && (last == "-" || last == "/" || end.cells >= 2 || begin.cells >= 2)
    }

    /// As wide as `width` allows, at least as wide as a plain character is; the height stays.
    func narrowed(to width: Int) -> MarkupUnit {
        guard cells > width else {
            return self
        }
        let plain = pieces.reduce(0) { $0 + $1.cells }
        let scale = plain > 0 ? max(1, width / plain) : 1
        return MarkupUnit(
            pieces: pieces,
            styles: styles.map { style in
                TextStyle(
                    bold: style.isBold,
                    inverse: style.isInverse,
                    underlined: style.isUnderlined,
                    widthScale: min(style.widthScale, scale),
                    heightScale: style.heightScale
                )
            },
            isAmount: isAmount
        )
    }
}
