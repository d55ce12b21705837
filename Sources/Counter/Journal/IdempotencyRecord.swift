import Domain

/// What a till's idempotency key stands for; kept 90 days.
public struct IdempotencyRecord: Sendable, Hashable {
    /// Paired token or Unix-socket till.
    public let till: String
    public let key: String
    /// SHA-256 of route and body: the same key with another hash is refused.
    public let requestHash: [UInt8]
    /// The operation or receipt job made under the key.
    public let result: EntityID
    public let created: Instant

    public init(till: String, key: String, requestHash: [UInt8], result: EntityID, created: Instant) {
        self.till = till
        self.key = key
        self.requestHash = requestHash
        self.result = result
        self.created = created
    }
}
