import PCSC

/// What one look at a reader showed, without the reader's name.
struct ReaderSighting: Hashable, Sendable {
    /// What is in the reader.
    var flags: ReaderFlags
    /// pcscd's count of insertions and removals, modulo 65,536.
    var eventCount: UInt16
    /// The card's answer to reset, empty when there is none.
    var atr: [UInt8]

    init(flags: ReaderFlags, eventCount: UInt16, atr: [UInt8] = []) {
        self.flags = flags
        self.eventCount = eventCount
        self.atr = atr
    }

    init(_ state: ReaderState) {
        self.init(flags: state.flags, eventCount: state.eventCount, atr: state.atr)
    }
}
