/// Puts texts, fields, amounts and symbols below one another so that nothing leaves the paper and no amount is ever
/// broken.
struct LayoutBuilder {
    /// The least room for the value of a field or the text beside an amount; with less, each has lines of its own.
    private static let leastRoom = 10

    let columns: Int
    let metrics: CellMetrics
    private(set) var blocks: [LayoutBlock] = []
    private(set) var findings: [ReceiptFinding] = []
    private var isDividing = false
    private let breaker: LineBreaker

    init(columns: Int, metrics: CellMetrics) {
        self.columns = columns
        self.metrics = metrics
        breaker = LineBreaker(metrics: metrics)
    }

    // MARK: blocks

    /// A rule before whatever comes next; none at the top, none twice.
    mutating func divide() {
        isDividing = !blocks.isEmpty
    }

    mutating func append(_ block: LayoutBlock) {
        if isDividing {
            isDividing = false
            blocks.append(.rule)
        }
        blocks.append(block)
    }

    /// What ends the paper, without a rule before it.
    mutating func end(_ blocks: [LayoutBlock]) {
        isDividing = false
        self.blocks += blocks
    }

    /// A line of the runs given, left to right.
    mutating func line(_ runs: [LayoutRun]) {
        append(.line(LayoutLine(runs: runs)))
    }

    func run(_ text: String, at column: Int, _ style: TextStyle = .plain) -> LayoutRun {
        LayoutRun(column: column, text: text, style: style, span: metrics.cells(text) * style.widthScale)
    }

    /// A run whose last cell is the one before `end`.
    func run(_ text: String, endingAt end: Int, _ style: TextStyle = .plain) -> LayoutRun {
        run(text, at: max(0, end - metrics.cells(text) * style.widthScale), style)
    }

    func wrapped(_ text: String, width: Int) -> [String] {
        breaker.lines(PrintableText.clean(text), width: width)
    }

    // MARK: text

    /// Several lines come out about equally long.
    mutating func centred(_ text: String, _ style: TextStyle = .plain) {
        for piece in breaker.balancedLines(PrintableText.clean(text), width: columns / style.widthScale) {
            let span = metrics.cells(piece) * style.widthScale
            line([run(piece, at: max(0, (columns - span) / 2), style)])
        }
    }

    /// Large, white on a black bar across the paper.
    mutating func banner(_ text: String) {
        let cells = columns / 2
        let free = max(0, cells - metrics.cells(text))
        let bar =
            String(repeating: " ", count: free / 2) + text + String(repeating: " ", count: free - free / 2)
        line([run(bar, at: 0, TextStyle(inverse: true, widthScale: 2, heightScale: 2))])
    }

    /// In the first of `styles` in which the whole text stands on one line, else in the last.
    mutating func headline(_ text: String, _ styles: [TextStyle]) {
        let cells = metrics.cells(PrintableText.clean(text))
        let fitting = styles.first { cells * $0.widthScale <= columns }
        centred(text, fitting ?? styles.last ?? .plain)
    }

    /// Centred when it is one or two lines, else from the left edge.
    mutating func paragraph(_ text: String) {
        let pieces = wrapped(text, width: columns)
        guard pieces.count > 2 else {
            centred(text)
            return
        }
        for piece in pieces {
            line([run(piece, at: 0)])
        }
    }

    // MARK: label and value

    /// A label at the left and an amount, never broken, at the right edge.
    ///
    /// The style is given up before the amount touches its label; the label is broken before the amount is.
    mutating func amount(_ label: String, _ value: String, _ style: TextStyle = .plain, indent: Int = 0) {
        let label = PrintableText.clean(label)
        let both = (metrics.cells(label) + 1 + metrics.cells(value)) * style.widthScale + indent
        let style =
            both <= columns || style.widthScale == 1
            ? style : TextStyle(bold: style.isBold, inverse: style.isInverse, heightScale: style.heightScale)
        let span = metrics.cells(value) * style.widthScale
        let room = (columns - indent - span) / style.widthScale - 1
        var pieces = breaker.lines(
            label,
            width: room >= LayoutBuilder.leastRoom ? room : (columns - indent) / style.widthScale
        )
        // A label that needs the whole width leaves the amount a line of its own.
        let last = pieces.last.map { metrics.cells($0) <= room } == true ? pieces.removeLast() : nil
        for piece in pieces {
            line([run(piece, at: indent, style)])
        }
        let labelRun = last.map { [run($0, at: indent, style)] } ?? []
        line(labelRun + [run(value, endingAt: columns, style)])
    }

    /// A label at the left and a text at the right edge that may take several lines.
    mutating func field(_ label: String, _ value: String) {
        let value = PrintableText.clean(value)
        let room = columns - metrics.cells(label) - 2
        let beside = breaker.lines(value, width: room)
        let below = breaker.lines(value, width: columns)
        if room >= LayoutBuilder.leastRoom, beside.count <= below.count + 1 {
            for (index, piece) in beside.enumerated() {
                line((index == 0 ? [run(label, at: 0)] : []) + [run(piece, endingAt: columns)])
            }
        } else {
            line([run(label, at: 0)])
            for piece in below {
                line([run(piece, endingAt: columns)])
            }
        }
    }

    /// Two short fields on one line, or below one another where they do not fit.
    mutating func fields(_ left: (label: String, value: String), _ right: (label: String, value: String)) {
        let first = left.label + " " + PrintableText.clean(left.value)
        let second = right.label + " " + PrintableText.clean(right.value)
        if metrics.cells(first) + 2 + metrics.cells(second) <= columns {
            line([run(first, at: 0), run(second, endingAt: columns)])
        } else {
            field(left.label, left.value)
            field(right.label, right.value)
        }
    }

    // MARK: symbols

    /// As large as reads well on the paper; its text instead when it does not fit.
    mutating func qr(_ text: String) {
        do throws(SymbolError) {
            let content = try QRContent(text)
            // Four modules of quiet zone on either side.
            try symbol(.qr(content), module: 2...6, modules: content.size + 8)
        } catch {
            findings.append(.symbolImpossible(error))
            paragraph(text)
        }
    }

    /// The bars with their text below; the text alone when the bars do not fit.
    mutating func barcode(_ text: String, as symbology: Symbology = .code128) {
        var text = text
        do throws(SymbolError) {
            let barcode = try Barcode(symbology, text)
            text = barcode.text
            try symbol(.barcode(barcode), module: 2...3, modules: barcode.width + 2 * barcode.quietZone)
        } catch {
            findings.append(.symbolImpossible(error))
        }
        centred(text)
    }

    /// In the middle of the paper, with modules as large as `module` allows.
    private mutating func symbol(
        _ content: LayoutSymbol.Content,
        module: ClosedRange<Int>,
        modules: Int
    ) throws(SymbolError) {
        let dots = min(module.upperBound, columns * FontA.cellWidth / modules)
        let place = LayoutPlace(.centre, span: columns)
        let symbol = LayoutSymbol(content, moduleDots: dots, place: place)
        guard dots >= module.lowerBound else {
            throw .tooWide(symbol.symbology, modules: modules)
        }
        append(.symbol(symbol))
    }
}
