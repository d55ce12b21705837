import Domain

/// A till that has a token of its own; the token itself is kept nowhere.
public struct PairedTill: Sendable, Hashable {
    /// Unique; the scope of its idempotency keys.
    public let name: String
    /// SHA-256 of the token's text.
    public let tokenHash: [UInt8]
    public let paired: Instant

    public init(name: String, tokenHash: [UInt8], paired: Instant) {
        self.name = name
        self.tokenHash = tokenHash
        self.paired = paired
    }
}
