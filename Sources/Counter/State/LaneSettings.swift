import Domain

/// A lane and the devices that belong to it.
public struct LaneSettings: Sendable, Hashable {
    public var name: LaneName
    /// Patterns of `DeviceID.text` with `*`; a reader that matches no lane belongs to the first one that takes all.
    public var readers: [String]
    /// A scanner or swiper that fits no lane belongs to the first one that takes any.
    public var scanners: [ScannerPlace]
    /// One printer may serve two lanes.
    public var printer: DeviceID?

    public init(
        name: LaneName,
        readers: [String] = ["*"],
        scanners: [ScannerPlace] = [ScannerPlace()],
        printer: DeviceID? = nil
    ) {
        self.name = name
        self.readers = readers
        self.scanners = scanners
        self.printer = printer
    }
}
