import Domain

/// A device's counter: taps, faults, lines, cuts.
public struct DeviceStatistic: Sendable, Hashable {
    public let device: DeviceID
    public let name: String
    public let value: Int64

    public init(device: DeviceID, name: String, value: Int64) {
        self.device = device
        self.name = name
        self.value = value
    }
}
