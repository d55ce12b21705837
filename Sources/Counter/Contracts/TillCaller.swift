/// Who sent a command and under which idempotency key.
public struct TillCaller: Sendable, Hashable {
    /// Scope of keys: `token:<name>` or `uid:<number>`.
    public let till: String
    public let key: String?
    /// SHA-256 of method, path and body.
    public let requestHash: [UInt8]

    public init(till: String, key: String?, requestHash: [UInt8]) {
        self.till = till
        self.key = key
        self.requestHash = requestHash
    }
}
