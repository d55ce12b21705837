import Domain

/// A lane as the rules see it.
public struct LaneState: Sendable, Hashable {
    public let name: LaneName
    public var printer: DeviceID?
    /// The identifications since the last release.
    public var visit: [Identification]
    /// The operation in progress here: waiting for a card or for the core.
    public var operation: EntityID?
    /// The cashier who signed in here last.
    public var staff: LaneStaff?
    /// The last thing the cashier should know, as a problem code.
    public var notice: String?

    public init(name: LaneName, printer: DeviceID?) {
        self.name = name
        self.printer = printer
        visit = []
    }
}
