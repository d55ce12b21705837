/// The bytes of a command that has begun, up to the length that they themselves tell.
struct CommandCollector {
    enum Outcome {
        case more
        /// A whole command, with its prefix.
        case whole([UInt8])
        /// Begins like a command and is none.
        case unknown([UInt8])
        /// A whole command with more data than there is memory for; its beginning.
        case tooLong([UInt8])
    }

    /// What a command may have, all its bytes.
    private let mostBytes: Int
    private var bytes: [UInt8] = []
    private var needed = 0
    /// Bytes that came beyond `mostBytes`.
    private var beyond = 0

    init(mostBytes: Int) {
        self.mostBytes = mostBytes
    }

    /// No command has begun.
    var isEmpty: Bool { bytes.isEmpty }

    /// A command begins with `byte`.
    mutating func begin(_ byte: UInt8) {
        bytes = [byte]
        needed = 2
        beyond = 0
    }

    /// Adds a byte of the command that has begun; after any outcome but `more` none has.
    ///
    /// `length` tells how many bytes the command that begins so has at least: its whole length when that is no more than
    /// are there; nil when no command begins so.
    mutating func add(_ byte: UInt8, length: ([UInt8]) -> Int?) -> Outcome {
        if bytes.count < mostBytes {
            bytes.append(byte)
        } else {
            beyond += 1
        }
        guard bytes.count + beyond >= needed else {
            return .more
        }
        guard beyond == 0 else {
            return .tooLong(Array(end().prefix(64)))
        }
        guard let length = length(bytes) else {
            return .unknown(end())
        }
        needed = length
        return length <= bytes.count ? .whole(end()) : .more
    }

    private mutating func end() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}
