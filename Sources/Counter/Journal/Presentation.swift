import Domain

/// A card lying on a reader, from seen to gone.
public struct Presentation: Sendable, Hashable {
    public let device: DeviceID
    /// SHA-256 of ATR and UID, hex: tells the same card again without keeping its number.
    public let fingerprint: String
    /// The event that was committed for it.
    public let event: EntityID
    public let seen: Instant
    /// Nil while the card lies there.
    public var gone: Instant?

    public init(device: DeviceID, fingerprint: String, event: EntityID, seen: Instant, gone: Instant? = nil) {
        self.device = device
        self.fingerprint = fingerprint
        self.event = event
        self.seen = seen
        self.gone = gone
    }
}
