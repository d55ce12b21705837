extension ReceiptLayout {
    /// Lays out a text in ReceiptLine; `columns` outside `columnRange` are brought into it.
    ///
    /// The language is that of the copy mark, and decides whether quotation marks are wide. A copy is marked on every
    /// piece of its paper and opens no drawer.
    public init(
        receiptLine document: ReceiptLineDocument,
        columns: Int,
        language: Receipt.Language = .chinese,
        copy: Bool = false
    ) {
        let columns = min(ReceiptLayout.columnRange.upperBound, max(ReceiptLayout.columnRange.lowerBound, columns))
        let metrics = CellMetrics(widePunctuation: language == .chinese)
        var mark = LayoutBuilder(columns: columns, metrics: metrics)
        if copy {
            mark.banner(ReceiptWords.of(language).copy)
            mark.append(.blank)
        }
        var builder = MarkupLayoutBuilder(columns: columns, metrics: metrics, copyMark: mark.blocks)
        for line in document.lines {
            builder.append(line)
        }
        builder.finish()
        self.init(
            columns: columns,
            metrics: metrics,
            blocks: builder.blocks,
            findings: (document.findings + builder.findings.all).map { .markup($0) }
        )
    }
}
