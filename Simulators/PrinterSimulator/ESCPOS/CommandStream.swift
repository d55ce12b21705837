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

    /// What a command may have, all its bytes: graphics of a whole receipt.
    private let mostBytes: Int
    private var collected: [UInt8] = []
    private var needed = 0
    /// Bytes read beyond `mostBytes`.
    private var beyond = 0
    /// Bytes from the beginning of the element that the last byte belongs to.
    private(set) var bytesInElement = 0
    /// The last byte ended one element and began the next.
    private var startsOver = false
    private var rowBytes = 0
    private var rowsLeft = 0
    private var row: [UInt8] = []

    init(mostBytes: Int = 1 << 20) {
        self.mostBytes = mostBytes
    }

    /// Whether it stands between two commands.
    var isBetweenCommands: Bool { collected.isEmpty && rowsLeft == 0 }

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
        guard !collected.isEmpty else {
            guard CommandShape.begins(byte) else {
                return .byte(byte)
            }
            collected = [byte]
            needed = 2
            return nil
        }
        if collected.count < mostBytes {
            collected.append(byte)
        } else {
            beyond += 1
        }
        guard collected.count + beyond >= needed else {
            return nil
        }
        return beyond > 0 ? finish { .tooLong(Array($0.prefix(64))) } : grow(byte)
    }

    private mutating func grow(_ byte: UInt8) -> Element? {
        guard let length = CommandShape.length(collected) else {
            if collected.count == 2, CommandShape.begins(byte) {
                // The second one may be a command's beginning: a real printer goes on there too.
                let lost = collected[0]
                collected = [byte]
                needed = 2
                startsOver = true
                return .unknown([lost])
            }
            return finish { .unknown($0) }
        }
        needed = length
        guard length <= collected.count else {
            return nil
        }
        return finish { bytes in
            guard bytes.starts(with: [0x1D, 0x76, 0x30]) else {
                return .command(bytes)
            }
            return .raster(
                mode: bytes[3],
                bytesPerRow: CommandShape.word(bytes, at: 4) ?? 0,
                rows: CommandShape.word(bytes, at: 6) ?? 0
            )
        }
    }

    private mutating func finish(_ make: ([UInt8]) -> Element) -> Element {
        let element = make(collected)
        collected = []
        needed = 0
        beyond = 0
        if case .raster(_, let bytes, let rows) = element {
            rowBytes = bytes
            rowsLeft = bytes > 0 ? rows : 0
        }
        return element
    }
}
