import Imaging

/// Composes lines of characters and pictures in the print area; what every printer language shares.
struct Typesetter {
    enum Alignment {
        case left
        case center
        case right
    }

    /// Dots from one line to the next unless told otherwise.
    static let usualSpacing = 30
    /// Tabulators and columns of text are of this many dots.
    static let column = 12

    let dotsPerLine: Int
    var alignment = Alignment.left
    var isUpsideDown = false
    var lineSpacing = Typesetter.usualSpacing
    private(set) var leftMargin = 0
    private(set) var areaWidth: Int
    /// Dots from the left edge of the area.
    var tabulators: [Int]
    private(set) var pieces: [LinePiece] = []
    private(set) var x = 0
    /// Lines that are full.
    private(set) var finished: [PaperLine] = []

    init(dotsPerLine: Int) {
        self.dotsPerLine = dotsPerLine
        areaWidth = dotsPerLine
        tabulators = Self.usualTabulators(dotsPerLine)
    }

    private static func usualTabulators(_ dots: Int) -> [Int] {
        Array(stride(from: 8 * column, to: dots, by: 8 * column))
    }

    var isAtLineStart: Bool { pieces.isEmpty && x == 0 }

    mutating func reset() {
        self = Typesetter(dotsPerLine: dotsPerLine)
    }

    /// Both at a line's beginning only, as the commands say.
    mutating func setArea(leftMargin: Int? = nil, width: Int? = nil) {
        if let leftMargin {
            self.leftMargin = min(leftMargin, dotsPerLine - Self.column)
        }
        if let width {
            areaWidth = width
        }
        areaWidth = min(max(areaWidth, Self.column), dotsPerLine - self.leftMargin)
    }

    /// Puts a character down, on the next line when it has no room on this one.
    mutating func put(_ dots: Bitmap1, scalar: Unicode.Scalar?, columns: Int) {
        if x > 0, x + dots.width > areaWidth {
            endLine()
        }
        pieces.append(LinePiece(x: x, dots: dots, scalar: scalar, columns: columns))
        x += dots.width
    }

    mutating func tabulate() {
        if let next = tabulators.first(where: { $0 > x }), next < areaWidth {
            x = next
        }
    }

    /// Ignored outside the area.
    mutating func move(to place: Int) {
        if place >= 0, place < areaWidth {
            x = place
        }
    }

    /// Ends the line and feeds: by the line spacing, or `feed` dots but never less than the line is high.
    mutating func endLine(feed: Int? = nil, blankLines: Int = 0) {
        var line = compose()
        line.rows = max(line.dots.height, feed ?? lineSpacing)
        line.blankLines = blankLines
        finished.append(line)
        pieces.removeAll(keepingCapacity: true)
        x = 0
    }

    /// White paper between lines.
    mutating func feed(_ rows: Int, blankLines: Int = 0) {
        finished.append(.feed(rows: rows, blankLines: blankLines))
    }

    /// A row or block of a picture on its own, aligned in the area.
    mutating func print(_ picture: Bitmap1, symbol: (PrintedSymbol.Kind, [UInt8], Bool)? = nil) {
        var dots = Bitmap1(width: dotsPerLine, height: picture.height)
        let clipped =
            picture.width > areaWidth
            ? picture.cropped(x: 0, y: 0, width: areaWidth, height: picture.height) : picture
        dots.paint(clipped, x: leftMargin + indent(clipped.width), y: 0)
        if isUpsideDown {
            dots = dots.turnedOver()
        }
        finished.append(PaperLine(dots: dots, rows: dots.height, text: nil, symbol: symbol))
    }

    mutating func takeFinished() -> [PaperLine] {
        defer { finished.removeAll(keepingCapacity: true) }
        return finished
    }

    /// Throws the begun line away.
    mutating func clearLine() {
        pieces.removeAll(keepingCapacity: true)
        x = 0
    }

    private func indent(_ width: Int) -> Int {
        switch alignment {
        case .left: 0
        case .center: max(0, areaWidth - width) / 2
        case .right: max(0, areaWidth - width)
        }
    }

    private func compose() -> PaperLine {
        guard !pieces.isEmpty else {
            return PaperLine(dots: Bitmap1(width: dotsPerLine, height: 0), rows: 0, text: "")
        }
        let height = pieces.map(\.dots.height).max() ?? 0
        let left = leftMargin + indent(pieces.map { $0.x + $0.dots.width }.max() ?? 0)
        var dots = Bitmap1(width: dotsPerLine, height: height)
        for piece in pieces {
            dots.paint(piece.dots, x: left + piece.x, y: height - piece.dots.height)
        }
        let isText = pieces.contains { $0.scalar != nil }
        return PaperLine(
            dots: isUpsideDown ? dots.turnedOver() : dots,
            rows: height,
            text: isText ? text(from: left) : nil
        )
    }

    /// The characters at their columns: a gap between two becomes spaces, wide characters follow each other closely.
    private func text(from left: Int) -> String {
        var text = ""
        var columns = 0
        var end = 0
        for piece in pieces.sorted(by: { $0.x < $1.x }) {
            guard let scalar = piece.scalar else {
                continue
            }
            if piece.x != end || text.isEmpty {
                let place = (left + piece.x) / Self.column
                if place > columns {
                    text += String(repeating: " ", count: place - columns)
                    columns = place
                }
            }
            text.unicodeScalars.append(scalar)
            columns += piece.columns
            end = piece.x + piece.dots.width
        }
        while text.last == " " {
            text.removeLast()
        }
        return text
    }
}
