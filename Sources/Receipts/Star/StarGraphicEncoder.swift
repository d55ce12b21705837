import Imaging

/// Turns a layout into raster mode for Star's graphic printers, which have no characters: all of it is drawn.
public struct StarGraphicEncoder: Sendable {
    private let profile: PrinterProfile
    private let glyphs: GlyphOpener?

    public init(profile: PrinterProfile, glyphs: GlyphOpener?) {
        self.profile = profile
        self.glyphs = glyphs
    }

    /// Throws without fonts: a white receipt would be taken for a printed one.
    public func encode(_ layout: ReceiptLayout) throws(ImagingError) -> EncodedReceipt {
        guard let source = try glyphs?.open() else {
            throw .closed
        }
        var bytes = StarRasterCommand.begin + StarRasterCommand.settings
        var findings = layout.findings
        var waiting: [LayoutBlock] = []
        for block in layout.blocks {
            switch block {
            case .logo(let logo): findings.append(.logoNotPrinted(key: logo.name))
            case .cut, .drawer, .beep:
                bytes += try rows(waiting, of: layout, glyphs: source)
                waiting = []
                bytes += command(block)
            default: waiting.append(block)
            }
        }
        bytes += try rows(waiting, of: layout, glyphs: source) + StarRasterCommand.end
        findings += undrawn(in: layout.blocks, metrics: layout.metrics, glyphs: source).map { .unprintable($0) }
        return EncodedReceipt(bytes: bytes, findings: findings)
    }

    private func rows(
        _ blocks: [LayoutBlock],
        of layout: ReceiptLayout,
        glyphs: GlyphSource
    ) throws(ImagingError) -> [UInt8] {
        let part = ReceiptLayout(
            columns: layout.columns,
            metrics: layout.metrics,
            blocks: blocks,
            isUpsideDown: layout.isUpsideDown
        )
        return StarRasterCommand.rows(try ReceiptPicture.bitmap(part, glyphs: glyphs))
    }

    private func command(_ block: LayoutBlock) -> [UInt8] {
        switch block {
        case .cut(let cut): StarRasterCommand.feedAndCut(cut, profile.cutter)
        case .drawer: profile.drawer.map(StarRasterCommand.drawer) ?? []
        case .beep: profile.beeper == nil ? [] : StarRasterCommand.buzzer
        default: []
        }
    }

    /// The characters that no font here has, each once.
    private func undrawn(in blocks: [LayoutBlock], metrics: CellMetrics, glyphs: GlyphSource) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for block in blocks {
            switch block {
            case .line(let line):
                for scalar in line.runs.flatMap(\.text.unicodeScalars) where scalar.value >= 0x80 {
                    let glyph = try? glyphs.cell(scalar, wide: metrics.cells(scalar) == 2)
                    if glyph == nil, !result.contains(scalar) {
                        result.append(scalar)
                    }
                }
            case .page(let page):
                let inside = page.areas.flatMap(\.blocks).filter { block in
                    if case .page = block { false } else { true }
                }
                result += undrawn(in: inside, metrics: metrics, glyphs: glyphs).filter { !result.contains($0) }
            default: break
            }
        }
        return result
    }
}
