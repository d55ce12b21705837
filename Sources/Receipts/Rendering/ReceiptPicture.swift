import Imaging

/// A layout as the dots a thermal head would burn.
public struct ReceiptPicture {
    private let layout: ReceiptLayout
    private let glyphs: GlyphSource
    private let margin: Int
    private var bitmap: Bitmap1
    private var top: Int

    /// Draws the layout with `margin` white dots on each side; without a margin it is as wide as the columns.
    public static func bitmap(
        _ layout: ReceiptLayout,
        glyphs: GlyphSource,
        margin: Int = 0
    ) throws(ImagingError) -> Bitmap1 {
        var picture = ReceiptPicture(layout, glyphs: glyphs, margin: margin)
        for block in layout.blocks {
            try picture.draw(block)
        }
        return picture.bitmap
    }

    private init(_ layout: ReceiptLayout, glyphs: GlyphSource, margin: Int) {
        self.layout = layout
        self.glyphs = glyphs
        self.margin = max(0, margin)
        top = self.margin
        let height = layout.blocks.reduce(0) { $0 + ReceiptPicture.height(of: $1) }
        bitmap = Bitmap1(width: layout.columns * FontA.cellWidth + 2 * self.margin, height: height + 2 * self.margin)
    }

    private static func height(of block: LayoutBlock) -> Int {
        switch block {
        case .line(let line): max(FontA.linePitch, line.heightScale * FontA.cellHeight)
        case .rule, .blank: FontA.linePitch
        case .qr(let qr): (17 + 4 * (QRCode.version(forByteCount: qr.text.utf8.count) ?? 0)) * qr.moduleDots
        case .barcode(let barcode): barcode.height
        case .cut, .drawer: 0
        }
    }

    private mutating func draw(_ block: LayoutBlock) throws(ImagingError) {
        switch block {
        case .line(let line):
            for run in line.runs {
                try draw(run, bottom: top + line.heightScale * FontA.cellHeight)
            }
        case .rule:
            for column in 0..<layout.columns {
                bitmap.fill(x: margin + column * FontA.cellWidth + 2, y: top + 12, width: 8, height: 2)
            }
        case .qr(let qr):
            if let symbol = QRCode(Array(qr.text.utf8)) {
                drawCentred(symbol.bitmap(moduleDots: qr.moduleDots))
            }
        case .barcode(let barcode):
            drawCentred(barcode.symbol.bitmap(moduleDots: barcode.moduleDots, height: barcode.height))
        case .blank, .cut, .drawer: break
        }
        top += ReceiptPicture.height(of: block)
    }

    private mutating func drawCentred(_ picture: Bitmap1) {
        bitmap.paint(picture, x: (bitmap.width - picture.width) / 2, y: top)
    }

    private mutating func draw(_ run: LayoutRun, bottom: Int) throws(ImagingError) {
        let style = run.style
        let left = margin + run.column * FontA.cellWidth
        let cell = FontA.cellWidth * style.widthScale
        let y = bottom - FontA.cellHeight * style.heightScale
        var x = left
        for scalar in run.text.unicodeScalars {
            let cells = layout.metrics.cells(scalar)
            guard let glyph = try glyphs.cell(scalar, wide: cells == 2) else {
                // As the paper shows what the printer has no glyph for.
                for index in 0..<cells {
                    try draw(glyphs.cell("?", wide: false), x: x + index * cell, y: y, style)
                }
                x += cells * cell
                continue
            }
            // A mark without a cell of its own goes over the character before it.
            draw(glyph, x: cells == 0 ? max(left, x - cell) : x, y: y, style)
            x += cells * cell
        }
        if style.isInverse {
            bitmap.invert(x: left, y: y, width: x - left, height: FontA.cellHeight * style.heightScale)
        }
    }

    private mutating func draw(_ glyph: Bitmap1?, x: Int, y: Int, _ style: TextStyle) {
        guard var glyph else {
            return
        }
        if style.isBold {
            // Printers embolden by striking twice, one dot apart.
            glyph.paint(glyph, x: 1, y: 0)
        }
        if style.widthScale > 1 || style.heightScale > 1 {
            glyph = glyph.scaled(horizontal: style.widthScale, vertical: style.heightScale)
        }
        bitmap.paint(glyph, x: x, y: y)
    }
}
