import Imaging

/// The strip of paper from the last cut to the head.
struct Paper {
    private let width: Int
    private let stride: Int
    /// Rows between the blade and the head.
    private let headToCutter: Int
    /// A strip of so many rows ends without a cut.
    private let mostRows: Int
    private var dots: [UInt8]
    private var lines: [(row: Int, text: String)] = []
    private var symbols: [PrintedSymbol] = []
    private var interruptions: [Int] = []
    /// Pieces that came out, in order.
    private(set) var receipts: [PrintedReceipt] = []

    init(width: Int, headToCutter: Int, mostRows: Int = Bitmap1.largestSide) {
        self.mostRows = mostRows
        self.width = width
        self.headToCutter = headToCutter
        stride = (width + 7) / 8
        dots = [UInt8](repeating: 0, count: stride * headToCutter)
    }

    /// Rows from the last cut to the head.
    var rows: Int { dots.count / stride }

    /// Whether anything was printed since the last cut.
    var isTouched: Bool { rows > headToCutter }

    /// Some rows of a picture as wide as the head pass under it; rows it does not have are white.
    mutating func print(_ picture: Bitmap1, from row: Int, rows count: Int) {
        var row = row
        var left = count
        while left > 0 {
            let fitting = min(left, mostRows - rows)
            let black = min(fitting, max(0, picture.height - row))
            if black > 0, picture.stride == stride {
                dots.append(contentsOf: picture.bytes[row * stride..<(row + black) * stride])
                dots.append(contentsOf: repeatElement(0, count: (fitting - black) * stride))
            } else {
                dots.append(contentsOf: repeatElement(0, count: fitting * stride))
            }
            row += fitting
            left -= fitting
            if rows == mostRows {
                end(at: rows, .uncut)
            }
        }
    }

    /// The line that ends at the head is whole.
    mutating func finish(_ line: PaperLine) {
        let begin = max(0, rows - line.rows)
        if let text = line.text {
            lines.append((begin + line.dots.height, text))
        }
        for _ in 0..<line.blankLines {
            lines.append((rows, ""))
        }
        for symbol in line.symbols {
            symbols.append(
                PrintedSymbol(symbology: symbol.symbology, content: symbol.content, row: begin + symbol.row)
            )
        }
    }

    /// The head stopped inside the strip: a seam that a person sees.
    mutating func interrupt() {
        if isTouched, interruptions.last != rows {
            interruptions.append(rows)
        }
    }

    /// The blade comes down; nothing happens when no paper stands above it.
    mutating func cut(full: Bool) {
        guard isTouched else {
            return
        }
        end(at: rows - headToCutter, full ? .fullCut : .partialCut)
    }

    /// What came out since the last cut; nil when nothing was printed since.
    var unfinished: PrintedReceipt? {
        isTouched ? piece(upTo: rows, .uncut) : nil
    }

    private mutating func end(at row: Int, _ ending: PrintedReceipt.Ending) {
        receipts.append(piece(upTo: row, ending))
        dots.removeFirst(row * stride)
        lines = lines.compactMap { $0.row > row ? ($0.row - row, $0.text) : nil }
        symbols = symbols.filter { $0.row >= row }.map { symbol in
            PrintedSymbol(symbology: symbol.symbology, content: symbol.content, row: symbol.row - row)
        }
        interruptions = interruptions.compactMap { $0 > row ? $0 - row : nil }
    }

    private func piece(upTo row: Int, _ ending: PrintedReceipt.Ending) -> PrintedReceipt {
        var text = lines.prefix { $0.row <= row }.map(\.text)
        while text.last?.isEmpty == true {
            text.removeLast()
        }
        return PrintedReceipt(
            text: text.map { $0 + "\n" }.joined(),
            symbols: symbols.filter { $0.row < row },
            ending: ending,
            interruptions: interruptions.filter { $0 <= row },
            width: width,
            dots: Array(dots.prefix(row * stride))
        )
    }
}
