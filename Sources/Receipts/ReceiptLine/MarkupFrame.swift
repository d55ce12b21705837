/// How far the border around a table's lines is drawn.
enum MarkupFrame {
    /// No border.
    case none
    /// The next line of text opens it.
    case pending
    /// Its strokes run on from a line with this grid.
    case open(MarkupGrid)
    /// The same, and a rule comes before the next line.
    case ruled(MarkupGrid)

    var grid: MarkupGrid? {
        switch self {
        case .none, .pending: nil
        case .open(let grid), .ruled(let grid): grid
        }
    }
}
