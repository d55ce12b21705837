/// How far the machine's wall clock can be relied upon.
public struct ClockCondition: Sendable, Hashable {
    /// Something (NTP, PTP) keeps it right now.
    public var isSynchronised: Bool
    /// Milliseconds since it was last seen to be kept right, or since the start if it never was; 0 while it is.
    public var unsynchronised: Int64

    public static let synchronised = ClockCondition(isSynchronised: true, unsynchronised: 0)

    public init(isSynchronised: Bool, unsynchronised: Int64) {
        self.isSynchronised = isSynchronised
        self.unsynchronised = unsynchronised
    }
}
