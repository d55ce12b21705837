/// One reader as handed to and filled by `Context.waitForChange`.
public struct ReaderState: Hashable, Sendable {
    /// The name of the pseudo-reader whose state changes when readers come or go.
    public static let plugAndPlay = #"\\?PnP?\Notification"#

    /// The reader's PC/SC name.
    public let reader: String
    /// The state the caller knows; 0 (unaware) asks for the present state at once.
    public var known: UInt32
    /// The state the last wait found.
    public internal(set) var seen: UInt32
    /// The answer to reset of the card in the reader, at most 33 bytes, empty when there is none.
    public internal(set) var atr: [UInt8]

    /// A reader about which nothing is known yet.
    public init(reader: String) {
        self.init(reader: reader, seen: 0, atr: [])
    }

    /// A reader with a given state, as a wait would have found it.
    public init(reader: String, seen: UInt32, atr: [UInt8]) {
        self.reader = reader
        known = 0
        self.seen = seen
        self.atr = atr
    }

    /// What is in the reader and who uses it.
    public var flags: ReaderFlags {
        ReaderFlags(rawValue: UInt16(truncatingIfNeeded: seen))
    }

    /// The resource manager's count of insertions and removals, modulo 65,536; restarts with it.
    public var eventCount: UInt16 {
        UInt16(truncatingIfNeeded: seen >> 16)
    }

    /// Takes what was seen as known, so that the next wait ends at the next change.
    public mutating func acknowledge() {
        known = seen & ~UInt32(ReaderFlags.changed.rawValue)
    }
}
