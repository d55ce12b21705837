/// The text of one column.
public struct MarkupColumn: Sendable, Hashable {
    public let alignment: MarkupAlignment
    /// At least one; `\n` begins another. No span is empty, and neighbours differ in style.
    public let rows: [[MarkupSpan]]

    public init(alignment: MarkupAlignment, rows: [[MarkupSpan]]) {
        // Where nothing is written there is nothing to align.
        self.alignment = rows.allSatisfy(\.isEmpty) ? .center : alignment
        self.rows = rows
    }

    static let empty = MarkupColumn(alignment: .center, rows: [[]])

    public var isEmpty: Bool {
        rows.allSatisfy(\.isEmpty)
    }
}
