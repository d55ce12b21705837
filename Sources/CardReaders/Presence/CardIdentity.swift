/// What tells one card from another without reading it: contactless UID and answer to reset, or the latter alone.
///
/// Used only to know the same card again after an interruption; it proves nothing. Holds a digest, never a number.
public struct CardIdentity: Hashable, Sendable {
    /// SHA-256 of ATR and UID, lower-case hex.
    public let fingerprint: String
    /// False when there was no UID: all contact cards of a batch share their answer to reset.
    public let isUnique: Bool

    /// Takes a digest made elsewhere.
    public init(fingerprint: String, isUnique: Bool) {
        self.fingerprint = fingerprint
        self.isUnique = isUnique
    }
}
