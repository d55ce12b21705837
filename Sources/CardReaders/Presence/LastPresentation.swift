import Domain

/// The last presentation on a slot, as the journal keeps it over restarts.
public struct LastPresentation: Hashable, Sendable {
    /// The presentation's id.
    public let id: EntityID
    /// The card's `CardIdentity.fingerprint`.
    public let fingerprint: String

    /// Takes what the journal has.
    public init(id: EntityID, fingerprint: String) {
        self.id = id
        self.fingerprint = fingerprint
    }
}
