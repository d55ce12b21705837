import Counter
import Domain
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
}
