import Imaging

/// Lays the lines of a ReceiptLine text out below one another.
struct MarkupLayoutBuilder {
    /// The longest paper, in dots: ten metres.
    static let mostDots = 80_000

    let columns: Int
    let metrics: CellMetrics
    private(set) var blocks: [LayoutBlock] = []
    private(set) var findings = MarkupFindings()
    /// What begins each piece of paper.
    private let head: [LayoutBlock]
    private let opensDrawer: Bool
    private var settings = MarkupSettings()
    private var frame = MarkupFrame.none
    private var dots = 0
    private var isPieceEmpty = true
    private var isFull = false

    /// A copy is marked on every piece of its paper and opens no drawer.
    init(columns: Int, metrics: CellMetrics, copyMark: [LayoutBlock]) {
        self.columns = columns
        self.metrics = metrics
        head = copyMark
        opensDrawer = copyMark.isEmpty
    }

    mutating func append(_ line: MarkupLine) {
        guard !isFull else {
            return
        }
        switch line.content {
        case .columns(let texts): append(texts, of: line)
        case .rule: appendRule()
        case .cut: cut()
        case .property(let property): append(property, of: line)
        }
        if dots > MarkupLayoutBuilder.mostDots {
            isFull = true
            note(.paperTooLong, line.position())
        }
    }

    /// Every receipt ends with a cut.
    mutating func finish() {
        closeFrame(next: .none)
        cut()
    }

    // MARK: text

    private mutating func append(_ texts: [MarkupColumn], of line: MarkupLine) {
        let count = max(texts.count, settings.widths.count)
        let grid = MarkupGrid(count: count, settings: settings, columns: columns)
        for index in grid.overflowing where texts.indices.contains(index) && !texts[index].isEmpty {
            note(.columnsOverflow, line.position(index))
        }
        if !settings.widths.isEmpty {
            for index in texts.indices.dropFirst(settings.widths.count) where !texts[index].isEmpty {
                note(.columnHidden, line.position(index))
            }
        }
        var cells: [[MarkupRow]] = []
        for (place, index) in grid.shown.enumerated() {
            let wrapper = MarkupWrapper(
                metrics: metrics,
                width: grid.widths[place],
                paper: columns,
                wraps: settings.wraps
            )
            let text = texts.indices.contains(index) ? texts[index] : .empty
            var kinds: [MarkupFindingKind] = []
            cells.append(wrapper.rows(of: text) { kinds.append($0) })
            for kind in kinds.prefix(1) {
                note(kind, line.position(index))
            }
        }
        openFrame(grid)
        let alignments = grid.shown.map { texts.indices.contains($0) ? texts[$0].alignment : .center }
        for line in MarkupTable(grid: grid, columns: columns).lines(cells, alignments: alignments) {
            print(line.runs.isEmpty && line.verticals.isEmpty ? .blank : .line(line))
        }
    }

    // MARK: rules and cuts

    private mutating func appendRule() {
        switch frame {
        case .none: rule()
        case .open(let grid): frame = .ruled(grid)
        case .pending, .ruled: break
        }
    }

    private mutating func rule() {
        let area = settings.area(columns: columns)
        guard area.width < columns else {
            print(.rule)
            return
        }
        let text = String(repeating: "-", count: area.width)
        print(.line(LayoutLine(runs: [LayoutRun(column: area.left, text: text, style: .plain, span: area.width)])))
    }

    private mutating func cut() {
        if frame.grid != nil {
            closeFrame(next: .pending)
        }
        // Two cuts behind one another would only wear the knife.
        guard !isPieceEmpty else {
            return
        }
        blocks.append(.cut(.partial))
        isPieceEmpty = true
    }

    private mutating func openFrame(_ grid: MarkupGrid) {
        switch frame {
        case .none: return
        case .pending where !grid.verticals.isEmpty:
            print(border(from: nil, to: grid))
        case .ruled(let above) where !grid.verticals.isEmpty: print(border(from: above, to: grid))
        case .ruled, .open, .pending: break
        }
        frame = grid.verticals.isEmpty ? frame : .open(grid)
    }

    private mutating func closeFrame(next: MarkupFrame) {
        if let grid = frame.grid {
            print(border(from: grid, to: nil))
        }
        frame = next
    }

    private func border(from above: MarkupGrid?, to below: MarkupGrid?) -> LayoutBlock {
        let up = above?.verticals ?? []
        let down = below?.verticals ?? []
        let first = min(up.first ?? columns - 1, down.first ?? columns - 1)
        let last = max(up.last ?? 0, down.last ?? 0)
        return .frame(LayoutFrame(cells: first...max(first, last), up: up, down: down))
    }

    // MARK: properties

    private mutating func append(_ property: MarkupProperty, of line: MarkupLine) {
        let had = settings.border
        settings.apply(property)
        if had != .line, settings.border == .line {
            frame = .pending
        } else if had == .line, settings.border != .line {
            closeFrame(next: .none)
        }
        if let png = property.image {
            interruptFrame()
            append(picture: png, property.alignment, line.position())
        }
        if let code = property.code {
            interruptFrame()
            append(MarkupSymbol(text: code, options: settings.options), property.alignment, line.position())
        }
        if let text = property.command {
            if let command = MarkupCommand(text) {
                if case .drawer = command, !opensDrawer {
                    return
                }
                blocks.append(command.block)
            } else {
                note(.commandRefused, line.position())
            }
        }
    }

    /// A symbol or picture stands outside the border, which goes on below it.
    private mutating func interruptFrame() {
        if frame.grid != nil {
            closeFrame(next: .pending)
        }
    }

    private mutating func append(_ symbol: MarkupSymbol, _ alignment: MarkupAlignment, _ position: MarkupPosition) {
        let area = settings.area(columns: columns)
        do throws(SymbolError) {
            let drawn: LayoutSymbol
            do throws(SymbolError) {
                drawn = try symbol.symbol(left: area.left, space: area.width, alignment: alignment.place)
            } catch .tooWide {
                drawn = try symbol.symbol(left: 0, space: columns, alignment: alignment.place)
            }
            // White above and below: bars may touch text, modules must not.
            let white = LayoutBlock.feed(dots: 4 * drawn.moduleDots)
            if symbol.options.symbology == .qrcode {
                print(white)
            }
            print(.symbol(drawn))
            if symbol.options.symbology == .qrcode {
                print(white)
            } else if symbol.options.hasText, case .barcode(let barcode) = drawn.content {
                caption(barcode.text, below: drawn)
            }
        } catch {
            note(.symbolImpossible(error), position)
            for piece in LineBreaker(metrics: metrics).lines(PrintableText.clean(symbol.text), width: area.width) {
                let cells = metrics.cells(piece)
                let column = area.left + alignment.offset(in: area.width - cells)
                print(.line(LayoutLine(runs: [LayoutRun(column: column, text: piece, style: .plain, span: cells)])))
            }
        }
    }

    private mutating func append(picture png: [UInt8], _ alignment: MarkupAlignment, _ position: MarkupPosition) {
        let area = settings.area(columns: columns)
        let place = LayoutPlace(alignment.place, column: area.left, span: area.width)
        do throws(ImagingError) {
            print(.image(try LayoutImage(png: png, place: place)))
        } catch {
            note(.unreadablePicture, position)
        }
    }

    /// What the bars say, below their middle.
    private mutating func caption(_ text: String, below symbol: LayoutSymbol) {
        let left = symbol.place.left(width: symbol.width)
        for piece in LineBreaker(metrics: metrics).lines(PrintableText.clean(text), width: columns) {
            let cells = metrics.cells(piece)
            let middle = left + (symbol.width - cells * FontA.cellWidth) / 2
            let column = min(columns - cells, max(0, middle / FontA.cellWidth))
            print(.line(LayoutLine(runs: [LayoutRun(column: column, text: piece, style: .plain, span: cells)])))
        }
    }

    // MARK: paper

    private mutating func print(_ block: LayoutBlock) {
        // One line may be broken into very many.
        guard dots <= MarkupLayoutBuilder.mostDots else {
            return
        }
        if isPieceEmpty {
            blocks += head
            isPieceEmpty = false
        }
        blocks.append(block)
        dots += block.height()
    }

    private mutating func note(_ kind: MarkupFindingKind, _ position: MarkupPosition) {
        findings.note(kind, at: position)
    }
}

extension MarkupAlignment {
    fileprivate var place: LayoutPlace.Alignment {
        switch self {
        case .left: .left
        case .center: .centre
        case .right: .right
        }
    }
}
