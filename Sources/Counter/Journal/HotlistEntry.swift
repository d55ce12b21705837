/// One lost or stopped card, as the core's list has it.
public struct HotlistEntry: Sendable, Hashable {
    public let scheme: String
    public let value: String
    /// `lost` or `stopped`.
    public let reason: String

    public init(scheme: String, value: String, reason: String) {
        self.scheme = scheme
        self.value = value
        self.reason = reason
    }
}
