import Domain

/// A device's counter: taps, faults, lines, cuts.
public struct DeviceStatistic: Sendable, Hashable {
    public let device: DeviceID
    public let name: String
    public let value: Int64
    /// Since when it counts; nil for one that is older than this was kept.
    public let since: Instant?

    public init(device: DeviceID, name: String, value: Int64, since: Instant? = nil) {
        self.device = device
        self.name = name
        self.value = value
        self.since = since
    }
}
