/// Cuts the byte stream into characters and commands.
struct CommandStream {
    enum Element: Hashable {
        /// A byte outside commands: a character, a control code, a half of a double byte.
        case byte(UInt8)
        /// A whole command, with its prefix.
        case command([UInt8])
        /// `GS v 0`: its rows follow one by one.
        case raster(mode: UInt8, bytesPerRow: Int, rows: Int)
        case rasterRow([UInt8])
        /// Begins like a command and is none.
        case unknown([UInt8])
        /// A command with more data than the printer has memory for; its beginning.
        case tooLong([UInt8])
    }

    private var collector: CommandCollector
    /// Bytes from the beginning of the element that the last byte belongs to.
    private(set) var bytesInElement = 0
    /// The last byte ended one element and began the next.
    private var startsOver = false
    private var rowBytes = 0
    private var rowsLeft = 0
    private var row: [UInt8] = []

    /// A command may have `mostBytes`, its prefix with them: graphics of a whole receipt.
    init(mostBytes: Int = 1 << 20) {
        collector = CommandCollector(mostBytes: mostBytes)
    }

    /// Whether it stands between two commands.
    var isBetweenCommands: Bool { collector.isEmpty && rowsLeft == 0 }

    /// Takes a byte; what it completes.
    mutating func take(_ byte: UInt8) -> Element? {
        bytesInElement = isBetweenCommands ? 1 : startsOver ? 2 : bytesInElement + 1
        startsOver = false
        if rowsLeft > 0 {
            row.append(byte)
            guard row.count == rowBytes else {
                return nil
            }
            defer { row.removeAll(keepingCapacity: true) }
            rowsLeft -= 1
            return .rasterRow(row)
        }
        guard !collector.isEmpty else {
            guard CommandShape.begins(byte) else {
                return .byte(byte)
            }
            collector.begin(byte)
            return nil
        }
        switch collector.add(byte, length: CommandShape.length) {
        case .more: return nil
        case .whole(let bytes): return whole(bytes)
        case .tooLong(let beginning): return .tooLong(beginning)
        case .unknown(let bytes):
            guard bytes.count == 2, CommandShape.begins(byte) else {
                return .unknown(bytes)
            }
            // The second one may be a command's beginning: a real printer goes on there too.
            collector.begin(byte)
            startsOver = true
            return .unknown([bytes[0]])
        }
    }

    private mutating func whole(_ bytes: [UInt8]) -> Element {
        guard bytes.starts(with: [0x1D, 0x76, 0x30]) else {
            return .command(bytes)
        }
        let rows = CommandShape.word(bytes, at: 6) ?? 0
        rowBytes = CommandShape.word(bytes, at: 4) ?? 0
        rowsLeft = rowBytes > 0 ? rows : 0
        return .raster(mode: bytes[3], bytesPerRow: rowBytes, rows: rows)
    }
}
