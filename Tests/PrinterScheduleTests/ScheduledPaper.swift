import Counter
import Domain
import Imaging
import PrinterSimulator
import Receipts

/// What the receipts of a schedule look like, as bytes and on the paper.
enum ScheduledPaper {
    static let lines = 8

    /// The first of an original's lines say O, those of a copy C: each of a receipt's lines is unlike every other.
    static func line(_ number: Int, _ index: Int, copy: Bool) -> String {
        "\(copy ? "COPY" : "ORIG") receipt \(number) line \(index)"
    }

    static func document(_ number: Int) -> JSONValue { ["messages": [.string(String(number))]] }

    static func number(of document: JSONValue) -> Int? {
        document["messages"]?.arrayValue?.first?.stringValue.flatMap { Int($0) }
    }

    /// Text, a picture in the middle, and a cut.
    static func bytes(_ order: PrintOrder, _ dialect: PrinterDialect) throws(Problem) -> [UInt8] {
        guard let number = number(of: order.document) else {
            throw Problem("invalid-request")
        }
        guard dialect != .starGraphic else {
            return raster(number, copy: order.copy)
        }
        let isStar = dialect != .escpos
        var bytes = isStar ? StarRequest.initialise : PrinterRequest.initialise + [0x1C, 0x2E]
        for index in 0..<lines {
            bytes += Array(line(number, index, copy: order.copy).utf8) + [0x0A]
            if index == lines / 2 {
                // 64 dots by 48: GS v 0 or ESC GS S, eight bytes a row, or two ESC k.
                let rows = [UInt8](repeating: 0x55, count: 8 * 48)
                switch dialect {
                case .escpos: bytes += [0x1D, 0x76, 0x30, 0, 8, 0, 48, 0] + rows
                case .starPRNT: bytes += [0x1B, 0x1D, 0x53, 1, 8, 0, 48, 0, 0] + rows
                case .starLine, .starGraphic:
                    for half in [rows.prefix(8 * 24), rows.suffix(8 * 24)] {
                        bytes += [0x1B, 0x6B, 8, 0] + half + [0x0A]
                    }
                }
            }
        }
        return bytes + (isStar ? [0x1B, 0x64, 3] : [0x1D, 0x56, 0x42, 0x00])
    }

    // MARK: raster mode

    /// Each line is so many rows, whose dots are the bytes of its text and of the row's letter.
    private static let rowLetters: [Character] = ["a", "b", "c"]
    /// A row of the picture: `U` in every byte.
    private static let pictureRow = [UInt8](repeating: 0x55, count: 8)

    private static func raster(_ number: Int, copy: Bool) -> [UInt8] {
        // ESC * r: as after switching on, raster mode, no pages, form feeds without cut, and at the end one that leaves a bridge.
        var bytes: [UInt8] = [0x1B, 0x2A, 0x72, 0x52, 0x1B, 0x2A, 0x72, 0x41]
        bytes += [0x1B, 0x2A, 0x72, 0x50, 0x30, 0x00, 0x1B, 0x2A, 0x72, 0x45, 0x31, 0x00]
        for index in 0..<lines {
            for letter in rowLetters {
                bytes += row(Array("\(line(number, index, copy: copy)) \(letter)".utf8))
            }
            if index == lines / 2 {
                bytes += (0..<48).flatMap { _ in row(pictureRow) }
            }
        }
        return bytes + [0x1B, 0x2A, 0x72, 0x46, 0x31, 0x33, 0x00, 0x1B, 0x0C, 0x00] + StarRequest.leaveRaster
    }

    private static func row(_ dots: [UInt8]) -> [UInt8] { [0x62, UInt8(dots.count), 0] + dots }

    /// What stands on the papers, line by line; nothing of a picture.
    static func lines(of papers: [PrintedReceipt], _ dialect: PrinterDialect) -> [String] {
        guard dialect == .starGraphic else {
            return papers.flatMap { $0.text.split(separator: "\n").map(String.init) }
        }
        let rows = papers.map(\.picture).flatMap { picture in
            (0..<picture.height).map { y -> [UInt8] in
                let row = Array(picture.row(y))
                return row.lastIndex { $0 != 0 }.map { Array(row[...$0]) } ?? []
            }
        }
        return gathered(rows.filter { !$0.isEmpty && $0 != pictureRow })
    }

    /// All rows of a line one below the other are the line, each other row stands for itself.
    private static func gathered(_ rows: [[UInt8]]) -> [String] {
        var lines: [String] = []
        var rest = rows.map { String(decoding: $0, as: UTF8.self) }[...]
        while let first = rest.first {
            let line = first.hasSuffix(" a") ? String(first.dropLast(2)) : first
            let isWhole =
                first != line && rest.prefix(rowLetters.count).elementsEqual(rowLetters.map { "\(line) \($0)" })
            lines.append(isWhole ? line : first)
            rest.removeFirst(isWhole ? rowLetters.count : 1)
        }
        return lines
    }
}
