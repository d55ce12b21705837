/// A report for the device, ready for SET_REPORT or the interrupt OUT endpoint.
public struct OutgoingReport: Sendable, Hashable {
    /// `output` or `feature`.
    public let direction: ReportDirection
    /// 0 when the device has no report ids.
    public let id: UInt8
    /// What goes over the wire, the id included where reports are numbered.
    public let bytes: [UInt8]

    public init(direction: ReportDirection, id: UInt8, bytes: [UInt8]) {
        self.direction = direction
        self.id = id
        self.bytes = bytes
    }
}
