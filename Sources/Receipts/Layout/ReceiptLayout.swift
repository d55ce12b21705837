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
    /// The whole paper is turned by 180°, for a customer who faces the printer: what is read last comes out first.
    public let isUpsideDown: Bool
    /// Dots from the top of one line to the top of the next on the printer it is for; higher lines follow one another
    /// without a gap.
    let linePitch: Int

    init(
        columns: Int,
        metrics: CellMetrics,
        blocks: [LayoutBlock],
        findings: [ReceiptFinding] = [],
        isUpsideDown: Bool = false,
        linePitch: Int = FontA.linePitch
    ) {
        self.columns = columns
        self.metrics = metrics
        self.blocks = blocks
        self.findings = findings
        self.isUpsideDown = isUpsideDown
        self.linePitch = linePitch
    }

    /// The same for a printer whose lines are so far apart.
    func spaced(_ linePitch: Int) -> ReceiptLayout {
        ReceiptLayout(
            columns: columns,
            metrics: metrics,
            blocks: blocks,
            findings: findings,
            isUpsideDown: isUpsideDown,
            linePitch: linePitch
        )
    }

    /// The blocks in the order in which they come out of the printer: between two cuts the last line first on paper
    /// that is turned.
    var blocksAsPrinted: [LayoutBlock] {
        guard isUpsideDown else {
            return blocks
        }
        var result: [LayoutBlock] = []
        var waiting: [LayoutBlock] = []
        for block in blocks {
            if block.isPrinted {
                waiting.append(block)
            } else {
                result += waiting.reversed() + [block]
                waiting = []
            }
        }
        return result + waiting.reversed()
    }
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
