import Imaging

/// Turns a layout into ESC/POS bytes for a printer's profile.
///
/// The bytes begin with `ESC @` (and hold no second one): it ends automatic status, which the sender switches on again
/// behind the first two bytes. They end at the start of a line. No byte of text or symbol can be taken for a command.
public struct ESCPOSEncoder: Sendable {
    public static let initialise: [UInt8] = ESCPOSCommand.initialise

    let profile: PrinterProfile
    private let charsets: any CharsetEncoding
    /// Opens the fonts when the first dot of text must be drawn; nil where there are none.
    private let glyphs: GlyphOpener?

    public init(profile: PrinterProfile, charsets: any CharsetEncoding, glyphs: GlyphOpener? = nil) {
        self.profile = profile
        self.charsets = charsets
        self.glyphs = glyphs
    }

    public func encode(_ layout: ReceiptLayout) -> EncodedReceipt {
        var stream = ESCPOSStream(profile: profile, charsets: charsets)
        if layout.isUpsideDown {
            stream.raw(ESCPOSCommand.upsideDown(true))
        }
        var findings = layout.findings
        for block in layout.blocksAsPrinted {
            switch block {
            case .page(let page): encode(page, of: layout, into: &stream, findings: &findings)
            case .logo(let logo) where command(for: logo) == nil: findings.append(.logoNotPrinted(key: logo.name))
            default: encode(block, of: layout, into: &stream)
            }
        }
        findings += stream.unprintable.map { ReceiptFinding.unprintable($0) }
        return EncodedReceipt(bytes: stream.bytes, findings: findings)
    }

    private func encode(_ block: LayoutBlock, of layout: ReceiptLayout, into stream: inout ESCPOSStream) {
        switch block {
        case .line(let line): encode(line, of: layout, into: &stream)
        case .rule: encodeRule(columns: layout.columns, into: &stream)
        case .blank: stream.endLine()
        case .frame(let frame): encode(frame, into: &stream)
        case .symbol(let symbol): encode(symbol, of: layout, into: &stream)
        case .image(let image): encodePicture(image.picture, image.place, of: layout, into: &stream)
        case .logo(let logo): encode(logo, of: layout, into: &stream)
        case .feed(let dots): encodeFeed(dots, into: &stream)
        case .cut(let cut): encode(cut, into: &stream)
        case .drawer: stream.raw(profile.drawer.map { ESCPOSCommand.drawer($0) } ?? [])
        case .beep: stream.raw(profile.beeper.map { ESCPOSCommand.beep($0) } ?? [])
        // A page in a page is ignored.
        case .page: break
        }
    }

    // MARK: lines

    /// As text, or as dots when the printer's font lacks a character that the fonts here have or has it not so large: its
    /// cells stay where they are, which no command in the middle of a line of text could promise.
    private func encode(_ line: LayoutLine, of layout: ReceiptLayout, into stream: inout ESCPOSStream) {
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

    func encodeText(_ line: LayoutLine, metrics: CellMetrics, into stream: inout ESCPOSStream) {
        var column = 0
        var strokes = line.verticals[...]
        let height = line.heightScale
        /// The strokes left of a cell.
        func encodeStrokes(before end: Int, into stream: inout ESCPOSStream) {
            while let cell = strokes.first, cell < end {
                stream.spaces(cell - column)
                stream.strokes([.vertical], heightScale: height)
                column = cell + 1
                strokes.removeFirst()
            }
        }
        for run in line.runs {
            encodeStrokes(before: run.column, into: &stream)
            stream.spaces(run.column - column)
            stream.text(run.text, run.style, metrics: metrics)
            column = run.column + run.span
        }
        encodeStrokes(before: .max, into: &stream)
    }

    private func encodeRule(columns: Int, into stream: inout ESCPOSStream) {
        stream.text(String(repeating: "-", count: columns), .plain, metrics: CellMetrics(widePunctuation: false))
        stream.endLine()
    }

    private func encode(_ frame: LayoutFrame, into stream: inout ESCPOSStream) {
        stream.spaces(frame.cells.lowerBound)
        stream.strokes(frame.strokes)
        stream.endLine(withStrokes: true)
    }

    // MARK: pages

    private func encode(
        _ page: LayoutPage,
        of layout: ReceiptLayout,
        into stream: inout ESCPOSStream,
        findings: inout [ReceiptFinding]
    ) {
        guard !encodeNatively(page, of: layout, into: &stream) else {
            return
        }
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

    // MARK: paper

    private func encodeFeed(_ dots: Int, into stream: inout ESCPOSStream) {
        guard profile.quirks.contains(.ignoresDotFeed) else {
            stream.raw(ESCPOSCommand.feed(units: dots * profile.feedUnits / FontA.linePitch))
            return
        }
        for _ in 0..<max(0, (dots + FontA.linePitch / 2) / FontA.linePitch) {
            stream.endLine()
        }
    }

    private func encode(_ cut: LayoutCut, into stream: inout ESCPOSStream) {
        switch profile.cutter {
        case .feedsAndCuts: stream.raw(ESCPOSCommand.feedAndCut(cut))
        case .cuts: stream.raw(ESCPOSCommand.feed(lines: profile.feedLines) + ESCPOSCommand.cut(cut))
        case .none: stream.raw(ESCPOSCommand.feed(lines: profile.feedLines))
        }
    }
}
