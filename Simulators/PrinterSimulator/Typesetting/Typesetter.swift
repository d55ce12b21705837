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
    /// More characters than any line has, when a host moves back again and again.
    private static let mostPieces = 4096

    let dotsPerLine: Int
    var alignment = Alignment.left
    var isUpsideDown = false
    var lineSpacing = Typesetter.usualSpacing
    private(set) var leftMargin = 0
    private(set) var areaWidth: Int
    /// Dots from the left edge of the area.
    var tabulators: [Int]
    private(set) var pieces: [LinePiece] = []
    private var x = 0
    /// Lines that are full.
    private(set) var finished: [PaperLine] = []
    /// Nil in standard mode.
    var sheet: PageSheet?

    init(dotsPerLine: Int) {
        self.dotsPerLine = dotsPerLine
        areaWidth = dotsPerLine
        tabulators = Self.usualTabulators(dotsPerLine)
    }

    private static func usualTabulators(_ dots: Int) -> [Int] {
        Array(stride(from: 8 * column, to: dots, by: 8 * column))
    }

    /// In page mode every place is one where a line may begin.
    var isAtLineStart: Bool { sheet != nil || pieces.isEmpty && x == 0 }

    /// Dots from the left edge of the area.
    var position: Int { sheet?.x ?? x }

    /// Dots that a line of the area has.
    var lineWidth: Int { sheet?.lineWidth ?? areaWidth }

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
        guard sheet == nil else {
            sheet?.put(dots, scalar: scalar, columns: columns, scale: scale)
            return
        }
        if x > 0, x + dots.width > areaWidth || pieces.count >= Self.mostPieces {
            endLine()
        }
        pieces.append(LinePiece(x: x, dots: dots, scalar: scalar, columns: columns, scale: scale))
        x += dots.width
    }

    mutating func tabulate() {
        if let next = tabulators.first(where: { $0 > position }) {
            move(to: next)
        }
    }

    /// Ignored outside the area.
    mutating func move(to place: Int) {
        guard sheet == nil else {
            sheet?.move(to: place)
            return
        }
        if place >= 0, place < areaWidth {
            x = place
        }
    }

    /// From line to line in the mode there is.
    mutating func setSpacing(_ dots: Int) {
        if sheet == nil {
            lineSpacing = dots
        } else {
            sheet?.lineSpacing = dots
        }
    }

    /// Ends the line and feeds: by the line spacing, or `feed` dots but never less than the line is high, unless it is cut off
    /// there.
    mutating func endLine(feed: Int? = nil, blankLines: Int = 0, cutsOff: Bool = false) {
        guard sheet == nil else {
            sheet?.endLine(feed: feed)
            return
        }
        var line = compose()
        if cutsOff, let feed, feed < line.dots.height {
            line.dots = line.dots.cropped(x: 0, y: 0, width: line.dots.width, height: feed)
        }
        line.rows = max(line.dots.height, feed ?? lineSpacing)
        line.blankLines = blankLines
        finished.append(line)
        pieces.removeAll(keepingCapacity: true)
        x = 0
    }

    /// White paper between lines.
    mutating func feed(_ rows: Int, blankLines: Int = 0) {
        guard sheet == nil else {
            sheet?.endLine(feed: rows)
            return
        }
        finished.append(.feed(rows: rows, blankLines: blankLines))
    }

    /// A picture inside the line, as far as there is room.
    mutating func place(_ picture: Bitmap1) {
        guard sheet == nil else {
            sheet?.place(picture)
            return
        }
        let room = areaWidth - x
        guard room > 0 else {
            return
        }
        let dots =
            picture.width > room ? picture.cropped(x: 0, y: 0, width: room, height: picture.height) : picture
        if pieces.count >= Self.mostPieces {
            endLine()
        }
        pieces.append(LinePiece(x: x, dots: dots, scalar: nil, columns: 0))
        x += dots.width
    }

    /// A picture between lines row by row, so that one that is interrupted goes on where it stopped.
    mutating func printRows(_ picture: Bitmap1) {
        guard sheet == nil else {
            sheet?.place(picture)
            return
        }
        for row in 0..<picture.height {
            print(Bitmap1(width: picture.width, height: 1, bytes: picture.row(row)))
        }
    }

    /// A picture between lines, aligned in the area; on the paper all of it or, interrupted, again from its first row.
    ///
    /// - Parameter below: rows of it that stand under the base line in page mode.
    mutating func print(
        _ picture: Bitmap1,
        below: Int = 0,
        text: String? = nil,
        symbol: PaperLine.Symbol? = nil
    ) {
        guard sheet == nil else {
            sheet?.place(picture, below: below, text: text, symbol: symbol)
            return
        }
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
                symbols: [symbol].compactMap(\.self)
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

    /// Puts the page on paper; it stays in the memory.
    mutating func printSheet() {
        if let page = sheet?.printed() {
            finished.append(page)
        }
    }

    mutating func takeFinished() -> [PaperLine] {
        defer { finished.removeAll(keepingCapacity: true) }
        return finished
    }

    /// Throws the begun line or page away.
    mutating func clearLine() {
        sheet = nil
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
            text: isText ? LineText.text(pieces, from: left, width: dotsPerLine) : nil
        )
    }
}
