import Domain

/// What a card reader's service tells the counter.
public enum ReaderReport: Sendable, Hashable {
    case connected(DeviceID, name: String)
    case disconnected(DeviceID)
    case faulted(DeviceID, problem: String, detail: String)
    case recovered(DeviceID)
    /// A card was seen and asked; `fingerprint` tells the same card again.
    case presented(DeviceID, fingerprint: String, CardFinding)
    case removed(DeviceID)
}
