import Imaging
import PrinterSimulator
import Receipts

/// Receipts in Star's languages, and their paper as text.
///
/// Where there are no characters, each line is a band of rows whose dots are the bytes of the text.
enum StarReceipt {
    static let bandRows = 12
    private static let leaveRaster: [UInt8] = [0x1B, 0x2A, 0x72, 0x42]

    /// Lines and a cut that leaves a bridge.
    static func bytes(_ text: String, _ dialect: PrinterDialect) -> [UInt8] {
        guard dialect == .starGraphic else {
            return StarRequest.initialise + Array(text.utf8) + [0x0A, 0x1B, 0x64, 3]
        }
        var bytes: [UInt8] = [0x1B, 0x2A, 0x72, 0x52, 0x1B, 0x2A, 0x72, 0x41]
        bytes += [0x1B, 0x2A, 0x72, 0x50, 0x30, 0x00, 0x1B, 0x2A, 0x72, 0x45, 0x31, 0x00]
        bytes += text.split(separator: "\n").flatMap { rows(Array($0.utf8), bandRows) }
        return bytes + [0x1B, 0x2A, 0x72, 0x46, 0x31, 0x33, 0x00, 0x1B, 0x0C, 0x00] + leaveRaster
    }

    /// A receipt whose picture, 72 bytes wide and 192 rows high, stands under a line and over another.
    static func withPicture(_ dialect: PrinterDialect) -> [UInt8] {
        let row = [UInt8](repeating: 0xAA, count: 72)
        let picture: [UInt8] =
            switch dialect {
            case .starGraphic: rows(row, 192)
            case .starPRNT: [0x1B, 0x1D, 0x53, 1, 72, 0, 192, 0, 0] + [UInt8](repeating: 0xAA, count: 72 * 192)
            default:
                (0..<8).flatMap { _ in [0x1B, 0x6B, 72, 0] + [UInt8](repeating: 0xAA, count: 72 * 24) + [0x0A] }
            }
        let (above, below) = (bytes("above", dialect), bytes("below", dialect))
        guard dialect == .starGraphic else {
            return Array(above[..<(above.count - 3)]) + picture + Array(below[2...])
        }
        let cut = 10 + leaveRaster.count
        let end = above.count - cut
        return Array(above[..<end]) + picture + rows(Array("below".utf8), bandRows) + Array(above[end...])
    }

    private static func rows(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
        (0..<count).flatMap { _ in [0x62, UInt8(bytes.count), 0] + bytes }
    }

    /// The lines on the paper; of a picture nothing.
    static func lines(_ receipt: PrintedReceipt, _ dialect: PrinterDialect) -> [String] {
        guard dialect == .starGraphic else {
            return receipt.text.split(separator: "\n").map(String.init)
        }
        let stride = (receipt.picture.width + 7) / 8
        var lines: [String] = []
        var last: [UInt8] = []
        let dots = receipt.picture.bytes
        for begin in Swift.stride(from: 0, to: dots.count, by: stride) {
            var row = Array(dots[begin..<begin + stride])
            while row.last == 0 {
                row.removeLast()
            }
            if row != last, !row.isEmpty, row.allSatisfy({ (0x20...0x7E).contains($0) }) {
                lines.append(String(decoding: row, as: UTF8.self))
            }
            last = row
        }
        return lines
    }
}
