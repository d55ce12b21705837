import Domain

/// What a card reader's service tells the counter.
public enum ReaderReport: Sendable, Hashable {
    case connected(DeviceID, name: String)
    case disconnected(DeviceID)
    case faulted(DeviceID, problem: String, detail: String)
    case recovered(DeviceID)
    /// A card was seen and asked; `fingerprint` tells the same card again, `absence` for how many milliseconds the reader was seen
    /// empty before, where that is known.
    case presented(DeviceID, fingerprint: String, CardFinding, absence: Int64? = nil)
    /// The reader is seen to be empty.
    case removed(DeviceID)
}
