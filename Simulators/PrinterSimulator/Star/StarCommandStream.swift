/// Cuts the bytes for a Star printer into characters and commands.
struct StarCommandStream {
    enum Element: Hashable {
        /// A byte outside commands: a character, a control code, a half of a double byte.
        case byte(UInt8)
        /// A whole command, with its prefix.
        case command([UInt8])
        /// Begins like a command and is none.
        case unknown([UInt8])
        /// A command with more data than the printer has memory for; its beginning.
        case tooLong([UInt8])
    }

    private var collector: CommandCollector
    /// Whether `b` and `k` are commands.
    private(set) var isRaster = false
    /// Bytes from the beginning of the element that the last byte belongs to.
    private(set) var bytesInElement = 0

    /// A command may have `mostBytes`, its prefix with them.
    init(mostBytes: Int = 1 << 20) {
        collector = CommandCollector(mostBytes: mostBytes)
    }

    /// Whether it stands between two commands.
    var isBetweenCommands: Bool { collector.isEmpty }

    /// Takes a byte; what it completes.
    mutating func take(_ byte: UInt8) -> Element? {
        bytesInElement = isBetweenCommands ? 1 : bytesInElement + 1
        guard !collector.isEmpty else {
            guard begins(byte) else {
                return .byte(byte)
            }
            collector.begin(byte)
            return nil
        }
        switch collector.add(byte, length: StarCommandShape.length) {
        case .more: return nil
        case .tooLong(let beginning): return .tooLong(beginning)
        case .unknown(let bytes): return .unknown(bytes)
        case .whole(let bytes):
            note(bytes)
            return .command(bytes)
        }
    }

    private func begins(_ byte: UInt8) -> Bool {
        byte == StarCommandShape.escape || isRaster && (byte == 0x62 || byte == 0x6B)
    }

    /// `ESC * r A` and `ESC * r B` enter raster mode and leave it, `ESC @` leaves it too.
    private mutating func note(_ command: [UInt8]) {
        switch command {
        case [0x1B, 0x2A, 0x72, 0x41]: isRaster = true
        case [0x1B, 0x2A, 0x72, 0x42], [0x1B, 0x40]: isRaster = false
        default: break
        }
    }
}
