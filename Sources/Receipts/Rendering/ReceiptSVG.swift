import Imaging

/// A layout as a drawing that scales: text stays text, everything else is paths; one unit is a dot.
///
/// UTF-8. Each piece of text says where it begins and how long it is, so that it stands in its cells whatever font the
/// viewer takes.
public struct ReceiptSVG {
    /// Dots from the top of a cell to the base line.
    private static let baseline = 20

    private let metrics: CellMetrics
    private let columns: Int
    private let linePitch: Int
    private var body = ""
    private var top = 0

    /// Draws the layout with `margin` white dots on each side.
    public static func svg(_ layout: ReceiptLayout, margin: Int = 0) -> String {
        var drawing = ReceiptSVG(
            columns: layout.columns,
            metrics: layout.metrics,
            linePitch: layout.linePitch
        )
        drawing.draw(layout.blocks)
        let margin = max(0, margin)
        let width = layout.columns * FontA.cellWidth + 2 * margin
        let height = drawing.top + 2 * margin
        let turn = layout.isUpsideDown ? "rotate(180 \(halves(width)) \(halves(height))) " : ""
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)">
            <style>
            .n{font:20px "DejaVu Sans Mono","Liberation Mono",Menlo,Consolas,"WenQuanYi Micro Hei Mono",monospace}
            .w{font:24px "Noto Sans CJK SC","WenQuanYi Micro Hei","PingFang SC","Microsoft YaHei",sans-serif}
            .b{font-weight:bold}
            .i{fill:#fff}
            </style>
            <rect width="100%" height="100%" fill="#fff"/>
            <g transform="\(turn)translate(\(margin) \(margin))">
            \(drawing.body)</g>
            </svg>

            """
    }

    private init(columns: Int, metrics: CellMetrics, linePitch: Int) {
        self.columns = columns
        self.metrics = metrics
        self.linePitch = linePitch
    }

    private static func halves(_ number: Int) -> String {
        String(number / 2) + (number % 2 == 1 ? ".5" : "")
    }

    private mutating func draw(_ blocks: [LayoutBlock]) {
        for block in blocks {
            draw(block)
            top += block.height(linePitch: linePitch)
        }
    }

    private mutating func draw(_ block: LayoutBlock) {
        switch block {
        case .line(let line): draw(line)
        case .rule:
            var path = SVGPath()
            for column in 0..<columns {
                path.rectangle(x: column * FontA.cellWidth + 2, y: top + 12, width: 8, height: 2)
            }
            fill(path)
        case .frame(let frame):
            var path = SVGPath()
            for (cell, stroke) in zip(frame.cells, frame.strokes) {
                path.stroke(stroke, cell: cell, top: top, height: FontA.cellHeight)
            }
            fill(path)
        case .symbol(let symbol): draw(symbol.bitmap(), symbol.place)
        case .image(let image): draw(image.picture, image.place)
        case .logo(let logo): draw(logo)
        case .page(let page): draw(page)
        case .blank, .feed, .cut, .drawer, .beep: break
        }
    }

    private mutating func fill(_ path: SVGPath) {
        guard !path.data.isEmpty else {
            return
        }
        body += "<path d=\"" + path.data + "\"/>\n"
    }

    private mutating func draw(_ picture: Bitmap1, _ place: LayoutPlace) {
        var path = SVGPath()
        path.dots(of: picture, x: place.left(width: picture.width), y: top)
        fill(path)
    }

    /// The dots are in the printer; its key stands for them.
    private mutating func draw(_ logo: NVLogo) {
        let text = "[" + logo.name + "]"
        let x = logo.place.left(width: text.utf8.count * FontA.cellWidth)
        write(Piece(text: text, cells: text.utf8.count, isWide: false, cell: 0), .plain, x: x, y: top)
    }

    private mutating func draw(_ page: LayoutPage) {
        for area in page.areas {
            var inner = ReceiptSVG(columns: area.columns, metrics: metrics, linePitch: FontA.linePitch)
            inner.draw(
                area.blocks.filter { block in
                    if case .page = block { false } else { block.isPrinted }
                }
            )
            let turn =
                switch area.turn {
                case .none: ""
                case .right: "translate(\(area.width) 0) rotate(90)"
                case .upsideDown: "translate(\(area.width) \(area.height)) rotate(180)"
                case .left: "translate(0 \(area.height)) rotate(-90)"
                }
            let size = "width=\"\(max(0, area.width))\" height=\"\(max(0, area.height))\""
            body += "<svg x=\"\(area.x)\" y=\"\(top + area.y)\" \(size)><g transform=\"\(turn)\">\n"
            body += inner.body + "</g></svg>\n"
        }
    }

    // MARK: lines

    private mutating func draw(_ line: LayoutLine) {
        let height = line.heightScale * FontA.cellHeight
        for run in line.runs {
            draw(run, bottom: top + height)
        }
        var path = SVGPath()
        for cell in line.verticals {
            path.stroke(.vertical, cell: cell, top: top, height: height)
        }
        fill(path)
    }

    private mutating func draw(_ run: LayoutRun, bottom: Int) {
        let style = run.style
        let left = run.column * FontA.cellWidth
        let height = FontA.cellHeight * style.heightScale
        let width = run.span * FontA.cellWidth
        if style.isInverse {
            var bar = SVGPath()
            bar.rectangle(x: left, y: bottom - height, width: width, height: height)
            fill(bar)
        }
        for piece in pieces(of: run.text) {
            let x = left + piece.cell * FontA.cellWidth * style.widthScale
            write(piece, style, x: x, y: bottom - height)
        }
        if style.isUnderlined {
            var line = SVGPath()
            line.rectangle(x: left, y: bottom - 2, width: width, height: 2)
            body += "<path d=\"" + line.data + (style.isInverse ? "\" class=\"i\"/>\n" : "\"/>\n")
        }
    }

    /// Characters of one width without a space between them: whatever the font, they stand in their cells.
    private struct Piece {
        var text: String
        var cells: Int
        let isWide: Bool
        /// Cells before it in its run.
        let cell: Int
    }

    private func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var cell = 0
        var isOpen = false
        for scalar in text.unicodeScalars where SVGPath.isXML(scalar) {
            let cells = metrics.cells(scalar)
            if scalar == " " || scalar == "\u{3000}" {
                isOpen = false
            } else if cells == 0 {
                // A mark goes with its letter.
                if isOpen {
                    pieces[pieces.count - 1].text.unicodeScalars.append(scalar)
                }
            } else if isOpen, pieces[pieces.count - 1].isWide == (cells == 2) {
                pieces[pieces.count - 1].text.unicodeScalars.append(scalar)
                pieces[pieces.count - 1].cells += cells
            } else {
                pieces.append(Piece(text: String(scalar), cells: cells, isWide: cells == 2, cell: cell))
                isOpen = true
            }
            cell += cells
        }
        return pieces
    }

    private mutating func write(_ piece: Piece, _ style: TextStyle, x: Int, y: Int) {
        let classes = (piece.isWide ? "w" : "n") + (style.isBold ? " b" : "") + (style.isInverse ? " i" : "")
        body += "<text class=\"" + classes + "\""
        if style.widthScale == 1, style.heightScale == 1 {
            body += " x=\"\(x)\" y=\"\(y + ReceiptSVG.baseline)\""
        } else {
            body += " transform=\"translate(\(x) \(y)) scale(\(style.widthScale) \(style.heightScale))\""
            body += " y=\"\(ReceiptSVG.baseline)\""
        }
        body += " textLength=\"\(piece.cells * FontA.cellWidth)\" lengthAdjust=\"spacingAndGlyphs\">"
        for scalar in piece.text.unicodeScalars {
            switch scalar {
            case "&": body += "&amp;"
            case "<": body += "&lt;"
            case ">": body += "&gt;"
            default: body.unicodeScalars.append(scalar)
            }
        }
        body += "</text>\n"
    }
}
