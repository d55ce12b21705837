/// The width of a column.
public enum MarkupWidth: Sendable, Hashable {
    /// The widest width that is told apart, beyond any paper.
    static let most = 255

    /// `*`: a share of what the others leave.
    case share
    /// Cells; a column of none is hidden.
    case cells(Int)
}
