import Imaging

/// The memory of page mode: characters and pictures stand on base lines in areas, each turned its way, until all of it
/// is printed at once.
///
/// The place of printing is the base line: a character or picture stands above it with its lower left corner, and the
/// text below a bar code under it. What leaves the area is cut off.
struct PageSheet {
    /// What was put into one area in one direction.
    private struct Part {
        let area: PageArea
        let text: [String]
        let symbols: [PaperLine.Symbol]
    }

    private struct Piece {
        /// Dots from the start of the area down to the base line.
        let baseline: Int
        /// Rows under the base line.
        let below: Int
        let piece: LinePiece
        let text: String?
        let symbol: PaperLine.Symbol?
    }

    /// Pieces that are kept before they become dots.
    private static let mostPieces = 8192

    /// Dots, the greatest page.
    let width: Int
    let height: Int
    var lineSpacing = Typesetter.usualSpacing
    private(set) var area: PageArea
    private(set) var direction = PageDirection.leftToRight
    /// Along the line, in dots from the start of the area.
    private(set) var x = 0
    /// Down to the base line, in dots from the start of the area.
    private(set) var y = 0
    private var pieces: [Piece] = []
    private var parts: [Part] = []
    private var page: Bitmap1
    /// Rows of the page that areas reach.
    private var bottom = 0

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        area = PageArea(x: 0, y: 0, width: width, height: height)
        page = Bitmap1(width: width, height: height)
    }

    /// Dots along a line.
    var lineWidth: Int { direction.isSideways ? area.height : area.width }
    private var depth: Int { direction.isSideways ? area.width : area.height }

    // MARK: areas

    /// False for an area outside the page.
    mutating func setArea(_ wanted: PageArea) -> Bool {
        guard wanted.width > 0, wanted.height > 0, wanted.x < width, wanted.y < height else {
            return false
        }
        settle()
        area = wanted
        area.width = min(wanted.width, width - wanted.x)
        area.height = min(wanted.height, height - wanted.y)
        bottom = max(bottom, area.y + area.height)
        return true
    }

    mutating func setDirection(_ direction: PageDirection) {
        settle()
        self.direction = direction
    }

    // MARK: places

    mutating func move(to place: Int) {
        if place >= 0, place < lineWidth {
            x = place
        }
    }

    mutating func moveDown(to place: Int) {
        if place >= 0, place <= depth {
            y = place
        }
    }

    /// Beyond the area nothing is seen any more.
    mutating func endLine(feed: Int? = nil) {
        x = 0
        y = min(y + (feed ?? lineSpacing), depth + Bitmap1.largestSide)
    }

    // MARK: contents

    /// A character, on the next line when it has no room on this one.
    mutating func put(_ dots: Bitmap1, scalar: Unicode.Scalar, columns: Int, scale: Int) {
        if x > 0, x + dots.width > lineWidth {
            endLine()
        }
        append(LinePiece(x: x, dots: dots, scalar: scalar, columns: columns, scale: scale))
    }

    mutating func place(
        _ picture: Bitmap1,
        below: Int = 0,
        text: String? = nil,
        symbol: PaperLine.Symbol? = nil
    ) {
        append(
            LinePiece(x: x, dots: picture, scalar: nil, columns: 0),
            below: below,
            text: text,
            symbol: symbol
        )
    }

    private mutating func append(
        _ piece: LinePiece,
        below: Int = 0,
        text: String? = nil,
        symbol: PaperLine.Symbol? = nil
    ) {
        if y + below > 0, y + below - piece.dots.height < depth {
            pieces.append(Piece(baseline: y, below: below, piece: piece, text: text, symbol: symbol))
        }
        x += piece.dots.width
        if pieces.count >= Self.mostPieces {
            gather()
        }
    }

    /// `CAN`: what stands in the area is taken away.
    mutating func clear() {
        settle()
        page.fill(x: area.x, y: area.y, width: area.width, height: area.height)
        page.invert(x: area.x, y: area.y, width: area.width, height: area.height)
        let area = area
        parts.removeAll { area.contains($0.area) }
    }

    /// The page as one line of paper; the sheet keeps it.
    mutating func printed() -> PaperLine {
        gather()
        let rows = bottom > 0 ? bottom : height
        let text = parts.flatMap(\.text)
        return PaperLine(
            dots: page.cropped(x: 0, y: 0, width: width, height: rows),
            rows: rows,
            text: text.isEmpty ? nil : text.joined(separator: "\n"),
            symbols: parts.flatMap(\.symbols).sorted { $0.row < $1.row }
        )
    }

    // MARK: turning

    /// The next area begins at its start.
    private mutating func settle() {
        gather()
        x = 0
        y = 0
    }

    /// Turns what the area holds into dots of the page.
    private mutating func gather() {
        guard !pieces.isEmpty else {
            return
        }
        var symbols: [PaperLine.Symbol] = []
        if let box = extent {
            var dots = Bitmap1(width: box.width, height: box.height)
            for piece in pieces {
                let top = piece.baseline + piece.below - piece.piece.dots.height
                dots.paint(piece.piece.dots, x: piece.piece.x - box.x, y: top - box.y)
                if var symbol = piece.symbol {
                    let place = PageArea(
                        x: piece.piece.x,
                        y: top,
                        width: piece.piece.dots.width,
                        height: piece.piece.dots.height
                    )
                    symbol.row = max(0, direction.placed(place, in: area).y)
                    symbols.append(symbol)
                }
            }
            let place = direction.placed(box, in: area)
            page.paint(direction.turned(dots), x: place.x, y: place.y)
        }
        parts.append(Part(area: area, text: text, symbols: symbols))
        pieces.removeAll(keepingCapacity: true)
    }

    /// The part of the area that the pieces cover; nil when they leave it.
    private var extent: PageArea? {
        let left = max(0, pieces.map(\.piece.x).min() ?? 0)
        let right = min(lineWidth, pieces.map { $0.piece.x + $0.piece.dots.width }.max() ?? 0)
        let top = max(0, pieces.map { $0.baseline + $0.below - $0.piece.dots.height }.min() ?? 0)
        let bottom = min(depth, pieces.map { $0.baseline + $0.below }.max() ?? 0)
        return left < right && top < bottom
            ? PageArea(x: left, y: top, width: right - left, height: bottom - top) : nil
    }

    /// Line by line as they are read.
    private var text: [String] {
        var lines: [String] = []
        for (_, line) in Dictionary(grouping: pieces, by: \.baseline).sorted(by: { $0.key < $1.key }) {
            let characters = line.map(\.piece).filter { $0.scalar != nil }
            if !characters.isEmpty {
                lines.append(LineText.text(characters, width: lineWidth))
            }
            lines += line.compactMap(\.text)
        }
        return lines
    }
}
