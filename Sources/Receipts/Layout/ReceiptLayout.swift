/// A receipt laid out for paper of a number of columns; paper, picture and text are all made from it.
public struct ReceiptLayout: Sendable, Hashable {
    /// The columns a layout can be made for.
    public static let columnRange = 24...96

    /// Cells of font A across the paper.
    public let columns: Int
    /// The cell widths it was laid out with; renderings must use the same.
    public let metrics: CellMetrics
    /// From top to bottom.
    public let blocks: [LayoutBlock]
    /// What could not be laid out as asked.
    public let findings: [ReceiptFinding]
}

extension ReceiptLayout {
    /// Lays out the built-in receipt; `columns` outside `columnRange` are brought into it.
    public init(_ receipt: Receipt, columns: Int) {
        let range = ReceiptLayout.columnRange
        var builder = LayoutBuilder(
            columns: min(range.upperBound, max(range.lowerBound, columns)),
            metrics: CellMetrics(widePunctuation: receipt.language == .chinese)
        )
        BuiltInReceipt(receipt).build(&builder)
        self.init(
            columns: builder.columns,
            metrics: builder.metrics,
            blocks: builder.blocks,
            findings: builder.findings
        )
    }
}
