/// What stands between columns.
public enum MarkupBorder: Sendable, Hashable {
    /// Lines around and between the columns, one cell each.
    case line
    /// So many empty cells between the columns, 0…2.
    case space(Int)

    /// Cells between two columns.
    var cells: Int {
        switch self {
        case .line: 1
        case .space(let cells): cells
        }
    }
}
