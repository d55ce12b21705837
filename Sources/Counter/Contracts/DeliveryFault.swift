/// A fault of the link: keep the events and try again.
public struct DeliveryFault: Error, Sendable, Hashable, CustomStringConvertible {
    public let reason: String
    /// Seconds the core asked us to wait.
    public let retryAfter: Int?

    public init(reason: String, retryAfter: Int? = nil) {
        self.reason = reason
        self.retryAfter = retryAfter
    }

    public var description: String { reason }
}
