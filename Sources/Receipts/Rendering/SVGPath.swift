import Imaging

/// The data of an SVG path made of rectangles.
public struct SVGPath {
    public private(set) var data = ""

    public init() {}

    /// Whether XML 1.0 allows the character (§2.2).
    static func isXML(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...: true
        default: false
        }
    }

    mutating func rectangle(x: Int, y: Int, width: Int, height: Int) {
        data += "M\(x) \(y)h\(width)v\(height)h-\(width)z"
    }

    /// Two dots thick, through the middle of the cell.
    mutating func stroke(_ stroke: BoxStroke, cell: Int, top: Int, height: Int) {
        for part in stroke.rectangles(left: cell * FontA.cellWidth, top: top, height: height) {
            rectangle(x: part.x, y: part.y, width: part.width, height: part.height)
        }
    }

    /// The black dots: runs along a row are one rectangle, and the same run in the rows below is part of it.
    public mutating func dots(of picture: Bitmap1, x left: Int, y top: Int) {
        // Runs of the row before, from left to right, with the row each began in.
        var open: [(run: Range<Int>, start: Int)] = []
        for row in 0...picture.height {
            let runs = row < picture.height ? SVGPath.runs(picture, row) : []
            var next: [(run: Range<Int>, start: Int)] = []
            next.reserveCapacity(runs.count)
            var old = 0
            for run in runs {
                while old < open.count, open[old].run.lowerBound < run.lowerBound {
                    close(open[old], row: row, left: left, top: top)
                    old += 1
                }
                if old < open.count, open[old].run == run {
                    next.append(open[old])
                    old += 1
                } else {
                    next.append((run, row))
                }
            }
            while old < open.count {
                close(open[old], row: row, left: left, top: top)
                old += 1
            }
            open = next
        }
    }

    private mutating func close(_ piece: (run: Range<Int>, start: Int), row: Int, left: Int, top: Int) {
        rectangle(
            x: left + piece.run.lowerBound,
            y: top + piece.start,
            width: piece.run.count,
            height: row - piece.start
        )
    }

    private static func runs(_ picture: Bitmap1, _ row: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for x in 0...picture.width {
            let isBlack = x < picture.width && picture[x, row]
            if isBlack, start == nil {
                start = x
            } else if !isBlack, let begun = start {
                runs.append(begun..<x)
                start = nil
            }
        }
        return runs
    }
}
