import Imaging

/// What the head prints in one go: a line of text with its feed, a row of a picture, or white paper.
struct PaperLine {
    struct Symbol {
        let kind: PrintedSymbol.Kind
        let content: [UInt8]
        let isDrawn: Bool
    }

    /// As wide as the head.
    var dots: Bitmap1
    /// Rows the paper moves, at least the height of the dots; the rest is white.
    var rows: Int
    /// The characters, nil where the line is none of text.
    var text: String?
    /// Blank lines of text that the feed behind it leaves.
    var blankLines = 0
    var symbol: Symbol?

    /// White paper.
    static func feed(rows: Int, blankLines: Int = 0) -> PaperLine {
        PaperLine(dots: Bitmap1(width: 0, height: 0), rows: rows, text: nil, blankLines: blankLines)
    }
}
