/// What stands on one line of a ReceiptLine text.
public enum MarkupContent: Sendable, Hashable {
    /// One column or more; an empty line is one empty column.
    case columns([MarkupColumn])
    case property(MarkupProperty)
    /// `-`: a horizontal rule.
    case rule
    /// `=`: a paper cut.
    case cut
}
