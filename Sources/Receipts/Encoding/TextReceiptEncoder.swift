import Imaging

/// An encoder for printers that have characters: how lines, frames and drawn pages are put together is the same in
/// every language.
protocol TextReceiptEncoder {
    associatedtype Commands: TextCommands
    typealias Stream = TextStream<Commands>

    var profile: PrinterProfile { get }
    var charsets: any CharsetEncoding { get }
    /// Opens the fonts when the first dot of text must be drawn; nil where there are none.
    var glyphs: GlyphOpener? { get }

    /// Anything but pages and logos that the printer has not.
    func encode(_ block: LayoutBlock, of layout: ReceiptLayout, into stream: inout Stream)
    /// Whether the printer prints that stored picture.
    func canPrint(_ logo: NVLogo) -> Bool
    /// False, and nothing said, unless the printer composes the page itself, just as its picture shows it.
    func encodeNatively(_ page: LayoutPage, of layout: ReceiptLayout, into stream: inout Stream) -> Bool
    /// Dots at their place.
    func encodePicture(
        _ picture: Bitmap1,
        _ place: LayoutPlace,
        of layout: ReceiptLayout,
        into stream: inout Stream
    )
}

extension TextReceiptEncoder {
    /// The whole receipt, with what could not be printed as asked.
    func encodeAll(of layout: ReceiptLayout) -> EncodedReceipt {
        var stream = Stream(profile: profile, charsets: charsets)
        if layout.isUpsideDown {
            stream.raw(Commands.upsideDown)
        }
        var findings = layout.findings
        for block in layout.blocksAsPrinted {
            switch block {
            case .page(let page):
                if !encodeNatively(page, of: layout, into: &stream) {
                    encodeDrawn(page, of: layout, into: &stream, findings: &findings)
                }
            case .logo(let logo) where !canPrint(logo): findings.append(.logoNotPrinted(key: logo.name))
            default: encode(block, of: layout, into: &stream)
            }
        }
        findings += stream.unprintable.map { ReceiptFinding.unprintable($0) }
        return EncodedReceipt(bytes: stream.bytes, findings: findings)
    }

    func encodeNatively(_ page: LayoutPage, of layout: ReceiptLayout, into stream: inout Stream) -> Bool { false }

    func encode(_ cut: LayoutCut, into stream: inout Stream) {
        switch profile.cutter {
        case .feedsAndCuts: stream.raw(Commands.feedAndCut(cut))
        case .cuts: stream.raw(Commands.feed(lines: profile.feedLines) + Commands.cut(cut))
        case .none: stream.raw(Commands.feed(lines: profile.feedLines))
        }
    }

    // MARK: lines

    /// As text, or as dots when the printer's font lacks a character that the fonts here have or has it not so large: its
    /// cells stay where they are, which no command in the middle of a line of text could promise.
    func encode(_ line: LayoutLine, of layout: ReceiptLayout, into stream: inout Stream) {
        let mark = stream.beginLine()
        encodeText(line, metrics: layout.metrics, into: &stream)
        let missing = stream.missing
        let isTooLarge = isTooLarge(line, metrics: layout.metrics)
        // Needles are too coarse for characters made of dots.
        guard !missing.isEmpty || isTooLarge, profile.image != .columns8, let source = try? glyphs?.open() else {
            stream.endLine(withStrokes: !line.verticals.isEmpty)
            return
        }
        let undrawn = missing.filter { scalar in
            let glyph = try? source.cell(scalar, wide: layout.metrics.cells(scalar) == 2)
            return glyph == nil
        }
        guard undrawn.count < missing.count || isTooLarge,
            let picture = try? ReceiptPicture.bitmap(line, of: layout, glyphs: source)
        else {
            stream.endLine(withStrokes: !line.verticals.isEmpty)
            return
        }
        stream.takeBack(to: mark)
        undrawn.forEach { stream.report($0) }
        encodePicture(picture, LayoutPlace(.left, span: layout.columns), of: layout, into: &stream)
    }

    /// Whether the printer has only twice the size for something that is asked for larger.
    private func isTooLarge(_ line: LayoutLine, metrics: CellMetrics) -> Bool {
        line.runs.contains { run in
            max(run.style.widthScale, run.style.heightScale) > 2
                && (profile.quirks.contains(.printModeOnly)
                    || profile.quirks.contains(.multibyteSizeApart)
                        && run.text.unicodeScalars.contains { metrics.cells($0) == 2 })
        }
    }

    func encodeText(_ line: LayoutLine, metrics: CellMetrics, into stream: inout Stream) {
        var column = 0
        var strokes = line.verticals[...]
        let height = line.heightScale
        /// The strokes left of a cell.
        func encodeStrokes(before end: Int, into stream: inout Stream) {
            while let cell = strokes.first, cell < end {
                stream.spaces(cell - column, heightScale: height)
                stream.strokes([.vertical], heightScale: height)
                column = cell + 1
                strokes.removeFirst()
            }
        }
        for run in line.runs {
            encodeStrokes(before: run.column, into: &stream)
            stream.spaces(run.column - column, heightScale: height)
            stream.text(run.text, run.style, metrics: metrics)
            column = run.column + run.span
        }
        encodeStrokes(before: .max, into: &stream)
    }

    func encodeRule(columns: Int, into stream: inout Stream) {
        stream.text(String(repeating: "-", count: columns), .plain, metrics: CellMetrics(widePunctuation: false))
        stream.endLine()
    }

    func encode(_ frame: LayoutFrame, into stream: inout Stream) {
        stream.spaces(frame.cells.lowerBound)
        stream.strokes(frame.strokes)
        stream.endLine(withStrokes: true)
    }

    // MARK: pages

    /// As dots, or where there are no fonts its areas below one another.
    func encodeDrawn(
        _ page: LayoutPage,
        of layout: ReceiptLayout,
        into stream: inout Stream,
        findings: inout [ReceiptFinding]
    ) {
        do throws(ImagingError) {
            guard let source = try glyphs?.open() else {
                throw .closed
            }
            let picture = try ReceiptPicture.bitmap(page, of: layout, glyphs: source)
            encodePicture(picture, LayoutPlace(.left, span: layout.columns), of: layout, into: &stream)
        } catch {
            // What it says is more than where it stands.
            findings.append(.pageNotDrawn)
            for block in page.areas.flatMap(\.blocks) where block.isPrinted {
                encode(block, of: layout, into: &stream)
            }
        }
    }
}
