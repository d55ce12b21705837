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
        return layout.isUpsideDown ? picture.bitmap.turnedOver() : picture.bitmap
    }

    /// Draws one line up to the last of its cells that is not empty.
    static func bitmap(
        _ line: LayoutLine,
        of layout: ReceiptLayout,
        glyphs: GlyphSource
    ) throws(ImagingError) -> Bitmap1 {
        let end = max(line.runs.map { $0.column + $0.span }.max() ?? 0, (line.verticals.last ?? -1) + 1)
        let alone = ReceiptLayout(
            columns: min(end, layout.columns),
            metrics: layout.metrics,
            blocks: [.line(line)],
            linePitch: layout.linePitch
        )
        return try bitmap(alone, glyphs: glyphs)
    }

    /// Draws a page as wide as the columns of `layout`.
    static func bitmap(
        _ page: LayoutPage,
        of layout: ReceiptLayout,
        glyphs: GlyphSource
    ) throws(ImagingError) -> Bitmap1 {
        var picture = Bitmap1(width: layout.columns * FontA.cellWidth, height: page.height)
        for area in page.areas {
            let inner = ReceiptLayout(
                columns: area.columns,
                metrics: layout.metrics,
                blocks: area.blocks.filter { block in
                    if case .page = block { false } else { block.isPrinted }
                }
            )
            var dots = try bitmap(inner, glyphs: glyphs)
            if area.turn == .upsideDown || area.turn == .left {
                dots = dots.turnedOver()
            }
            if area.turn == .right || area.turn == .left {
                dots = dots.turnedClockwise()
            }
            // A turned picture begins at another corner of its area.
            let right = max(0, area.width - dots.width)
            let below = max(0, area.height - dots.height)
            let clipped = dots.cropped(
                x: area.turn == .right || area.turn == .upsideDown ? max(0, dots.width - area.width) : 0,
                y: area.turn == .left || area.turn == .upsideDown ? max(0, dots.height - area.height) : 0,
                width: min(dots.width, area.width),
                height: min(dots.height, area.height)
            )
            picture.paint(
                clipped,
                x: area.x + (area.turn == .right || area.turn == .upsideDown ? right : 0),
                y: area.y + (area.turn == .left || area.turn == .upsideDown ? below : 0)
            )
        }
        return picture
    }

    private init(_ layout: ReceiptLayout, glyphs: GlyphSource, margin: Int) {
        self.layout = layout
        self.glyphs = glyphs
        self.margin = max(0, margin)
        top = self.margin
        let height = layout.blocks.reduce(0) { $0 + $1.height(linePitch: layout.linePitch) }
        bitmap = Bitmap1(width: layout.columns * FontA.cellWidth + 2 * self.margin, height: height + 2 * self.margin)
    }

    private mutating func draw(_ block: LayoutBlock) throws(ImagingError) {
        switch block {
        case .line(let line): try draw(line)
        case .rule:
            for column in 0..<layout.columns {
                bitmap.fill(x: margin + column * FontA.cellWidth + 2, y: top + 12, width: 8, height: 2)
            }
        case .frame(let frame):
            for (cell, stroke) in zip(frame.cells, frame.strokes) {
                draw(stroke, cell: cell, height: FontA.cellHeight)
            }
        case .symbol(let symbol): paint(symbol.bitmap(), symbol.place)
        case .image(let image): paint(image.picture, image.place)
        case .logo(let logo): try draw(logo)
        case .page(let page):
            bitmap.paint(try ReceiptPicture.bitmap(page, of: layout, glyphs: glyphs), x: margin, y: top)
        case .blank, .feed, .cut, .drawer, .beep: break
        }
        top += block.height(linePitch: layout.linePitch)
    }

    private mutating func paint(_ picture: Bitmap1, _ place: LayoutPlace) {
        bitmap.paint(picture, x: margin + place.left(width: picture.width), y: top)
    }

    /// The dots are in the printer; a box with the key stands for them.
    private mutating func draw(_ logo: NVLogo) throws(ImagingError) {
        let text = "[" + logo.name + "]"
        var box = Bitmap1(width: text.utf8.count * FontA.cellWidth, height: FontA.cellHeight)
        for (index, scalar) in text.unicodeScalars.enumerated() {
            if let glyph = try glyphs.cell(scalar, wide: false) {
                box.paint(glyph, x: index * FontA.cellWidth, y: 0)
            }
        }
        paint(box, logo.place)
    }

    private mutating func draw(_ line: LayoutLine) throws(ImagingError) {
        let height = line.heightScale * FontA.cellHeight
        for run in line.runs {
            try draw(run, bottom: top + height)
        }
        for cell in line.verticals {
            draw(.vertical, cell: cell, height: height)
        }
    }

    private mutating func draw(_ stroke: BoxStroke, cell: Int, height: Int) {
        for part in stroke.rectangles(left: margin + cell * FontA.cellWidth, top: top, height: height) {
            bitmap.fill(x: part.x, y: part.y, width: part.width, height: part.height)
        }
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
        if style.isUnderlined {
            bitmap.fill(x: left, y: bottom - 2, width: x - left, height: 2)
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
