/// What recognition gets to know of one track; a blank track is something else than an unreadable one.
public enum TrackContent: Sendable {
    case blank
    case unreadable(Fault)
    /// The reader encrypts it: what it shows instead is for a display and proves nothing.
    case encrypted
    case read(Track)

    public enum Fault: String, Sendable, Hashable {
        /// The reader could not decode it.
        case reader
        /// The LRC that was sent does not fit the data.
        case redundancy
        /// It is no track from its start sentinel to its end sentinel.
        case malformed
    }

    public var track: Track? {
        if case .read(let track) = self { track } else { nil }
    }

    /// Takes the characters of one track as a reader reports them: sentinels, and the LRC behind them if the reader sends it.
    public init(characters: SensitiveBytes, number: TrackNumber) {
        self = characters.withBytes { bytes in
            var splitter = SwipeSplitter(bytes, framing: ReadingFraming())
            return splitter.single(number)
        }
    }
}
