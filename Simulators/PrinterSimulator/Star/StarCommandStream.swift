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

    private let mostBytes: Int
    /// Whether `b` and `k` are commands.
    private(set) var isRaster = false
    private var collected: [UInt8] = []
    private var needed = 0
    /// Bytes read beyond `mostBytes`.
    private var beyond = 0
    /// Bytes from the beginning of the element that the last byte belongs to.
    private(set) var bytesInElement = 0

    init(mostBytes: Int = 1 << 20) {
        self.mostBytes = mostBytes
    }

    /// Whether it stands between two commands.
    var isBetweenCommands: Bool { collected.isEmpty }

    /// Takes a byte; what it completes.
    mutating func take(_ byte: UInt8) -> Element? {
        bytesInElement = isBetweenCommands ? 1 : bytesInElement + 1
        guard !collected.isEmpty else {
            guard begins(byte) else {
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
        guard beyond == 0 else {
            return finish { .tooLong(Array($0.prefix(64))) }
        }
        guard let length = StarCommandShape.length(collected) else {
            return finish { .unknown($0) }
        }
        needed = length
        guard length <= collected.count else {
            return nil
        }
        return finish { .command($0) }
    }

    private func begins(_ byte: UInt8) -> Bool {
        byte == StarCommandShape.escape || isRaster && (byte == 0x62 || byte == 0x6B)
    }

    private mutating func finish(_ make: ([UInt8]) -> Element) -> Element {
        let element = make(collected)
        if collected.starts(with: [0x1B, 0x2A, 0x72]), collected.count == 4 {
            isRaster = collected[3] == 0x41 || isRaster && collected[3] != 0x42
        } else if collected == [0x1B, 0x40] {
            isRaster = false
        }
        collected = []
        needed = 0
        beyond = 0
        return element
    }
}
