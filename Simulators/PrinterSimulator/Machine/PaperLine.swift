import Imaging
import Receipts

/// What the head prints in one go: a line of text with its feed, a row of a picture, a page, or white paper.
struct PaperLine {
    struct Symbol {
        let symbology: Symbology
        let content: [UInt8]
        /// Rows from the top of the line.
        var row = 0
    }

    /// As wide as the head.
    var dots: Bitmap1
    /// Rows the paper moves, at least the height of the dots; the rest is white.
    var rows: Int
    /// The characters, nil where the line is none of text; more than one line of text where it is a symbol or a page.
    var text: String?
    /// Blank lines of text that the feed behind it leaves.
    var blankLines = 0
    var symbols: [Symbol] = []

    /// White paper.
    static func feed(rows: Int, blankLines: Int = 0) -> PaperLine {
        PaperLine(dots: Bitmap1(width: 0, height: 0), rows: rows, text: nil, blankLines: blankLines)
    }
}
