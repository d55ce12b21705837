/// All fields of one report: one id, one direction.
public struct ReportLayout: Sendable, Hashable {
    public let direction: ReportDirection
    /// 0 when the device has no report ids.
    public let id: UInt8
    /// Whether the id stands before the payload, which holds for all reports of a device or for none.
    public let isNumbered: Bool
    public internal(set) var fields: [ReportField] = []
    /// Bits of payload, padding included.
    public internal(set) var bitLength = 0

    /// Bytes on the wire, the id included.
    public var byteLength: Int { payloadLength + (isNumbered ? 1 : 0) }

    var payloadLength: Int { (bitLength + 7) / 8 }
}
