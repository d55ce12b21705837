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
    mutating func put(_ dots: Bitmap1, scalar: Unicode.Scalar, columns: Int, scale: Int) {
        if x > 0, x + dots.width > areaWidth {
            endLine()
        }
        pieces.append(LinePiece(x: x, dots: dots, scalar: scalar, columns: columns, scale: scale))
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

    /// A picture inside the line, as far as there is room.
    mutating func place(_ picture: Bitmap1) {
        let room = areaWidth - x
        guard room > 0 else {
            return
        }
        let dots =
            picture.width > room ? picture.cropped(x: 0, y: 0, width: room, height: picture.height) : picture
        pieces.append(LinePiece(x: x, dots: dots, scalar: nil, columns: 0))
        x += dots.width
    }

    /// A picture between lines, aligned in the area; on the paper all of it or, interrupted, again from its first row.
    mutating func print(_ picture: Bitmap1, text: String? = nil, symbol: PaperLine.Symbol? = nil) {
        let clipped =
            picture.width > areaWidth
            ? picture.cropped(x: 0, y: 0, width: areaWidth, height: picture.height) : picture
        var dots = Bitmap1(width: dotsPerLine, height: picture.height)
        dots.paint(clipped, x: leftMargin + indent(clipped.width), y: 0)
        finished.append(
            PaperLine(
                dots: isUpsideDown ? dots.turnedOver() : dots,
                rows: dots.height,
                text: text.map { aligned($0) },
                symbol: symbol
            )
        )
    }

    /// Each line of a text in the columns of the area as a picture would stand there.
    private func aligned(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let width = line.unicodeScalars.count * Self.column
            return String(repeating: " ", count: (leftMargin + indent(width)) / Self.column) + line
        }.joined(separator: "\n")
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

    /// The characters at their columns. A run of wide characters stands in text where it stands on paper, by the same share
    /// of what is free on either side.
    private func text(from left: Int) -> String {
        var text = ""
        var column = 0
        for run in runs() {
            let begin = (left + run.x) / Self.column
            let span = run.width / Self.column
            let free = dotsPerLine / Self.column - span
            let lost = span - run.columns
            let place = begin + (free > 0 ? lost * begin / free : lost / 2)
            text += String(repeating: " ", count: max(0, place - column)) + run.text
            column = max(column, place) + run.columns
        }
        while text.last == " " {
            text.removeLast()
        }
        return text
    }

    /// Characters that follow each other closely in one width.
    private func runs() -> [(x: Int, width: Int, columns: Int, text: String)] {
        var runs: [(x: Int, width: Int, columns: Int, text: String)] = []
        var scale = 0
        for piece in pieces.sorted(by: { $0.x < $1.x }) {
            guard let scalar = piece.scalar else {
                continue
            }
            if let last = runs.last, last.x + last.width == piece.x, scale == piece.scale {
                runs[runs.count - 1].width += piece.dots.width
                runs[runs.count - 1].columns += piece.columns
                runs[runs.count - 1].text.unicodeScalars.append(scalar)
            } else {
                scale = piece.scale
                runs.append((piece.x, piece.dots.width, piece.columns, String(Character(scalar))))
            }
        }
        return runs
    }
}
