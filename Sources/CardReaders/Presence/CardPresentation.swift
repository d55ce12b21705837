import Domain

/// A card lying on a reader, from seen to gone.
public struct CardPresentation: Hashable, Sendable {
    /// Made once; the same after an interruption (see `PresentationLedger`).
    public let id: EntityID
    /// The reader slot.
    public let device: DeviceID
    /// The answer to reset.
    public let atr: [UInt8]
    /// What tells this card from another.
    public let identity: CardIdentity

    /// Makes a presentation.
    public init(id: EntityID, device: DeviceID, atr: [UInt8], identity: CardIdentity) {
        self.id = id
        self.device = device
        self.atr = atr
        self.identity = identity
    }
}
