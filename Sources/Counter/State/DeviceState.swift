import Domain

/// A device as last reported.
public struct DeviceState: Sendable, Hashable {
    public let id: DeviceID
    public var lane: LaneName?
    public var connected: Bool
    /// Problem code of the fault it has now.
    public var problem: String?
    /// What exactly, for the technician.
    public var problemDetail: String?
    /// Problem code of what will become a fault: paper near its end.
    public var warning: String?
    /// What the driver calls it.
    public var name: String
    /// Of a scanner or swiper.
    public var place: ScannerPlace?
    /// Whether its lane waits for a scan, as a scanner was told last; nil when it has to be told.
    var scansWanted: Bool?
    /// The printer's status and abilities, the reader's card.
    public var details: JSONValue

    public init(id: DeviceID, lane: LaneName?, name: String) {
        self.id = id
        self.lane = lane
        self.name = name
        connected = false
        details = .null
    }
}
