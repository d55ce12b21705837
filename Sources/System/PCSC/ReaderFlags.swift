import CPCSC

/// The low 16 bits of a reader's state: what is in the reader and who uses it.
public struct ReaderFlags: OptionSet, Hashable, Sendable {
    /// The bits of `SCARD_STATE_*`.
    public let rawValue: UInt16

    /// Takes bits as pcsc-lite gives them.
    public init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    private init(_ bits: Int32) {
        rawValue = UInt16(truncatingIfNeeded: bits)
    }

    /// The state differs from the one handed in.
    public static let changed = ReaderFlags(SCARD_STATE_CHANGED)
    /// The reader is not known.
    public static let unknown = ReaderFlags(SCARD_STATE_UNKNOWN)
    /// The reader's state cannot be told.
    public static let unavailable = ReaderFlags(SCARD_STATE_UNAVAILABLE)
    /// No card.
    public static let empty = ReaderFlags(SCARD_STATE_EMPTY)
    /// A card.
    public static let present = ReaderFlags(SCARD_STATE_PRESENT)
    /// Some program, perhaps this one, holds the card exclusively.
    public static let exclusive = ReaderFlags(SCARD_STATE_EXCLUSIVE)
    /// Some program, perhaps this one, is connected to the card.
    public static let inUse = ReaderFlags(SCARD_STATE_INUSE)
    /// A card that does not answer to reset.
    public static let mute = ReaderFlags(SCARD_STATE_MUTE)
    /// A card without power.
    public static let unpowered = ReaderFlags(SCARD_STATE_UNPOWERED)
}
