/// Builds the bytes of one report from field values; the rest is zero.
public struct ReportWriter: Sendable {
    public let layout: ReportLayout
    /// The report as it goes over the wire, the id included where reports are numbered.
    public private(set) var bytes: [UInt8]

    public init(_ layout: ReportLayout) {
        self.layout = layout
        bytes = [UInt8](repeating: 0, count: layout.byteLength)
        if layout.isNumbered, !bytes.isEmpty {
            bytes[0] = layout.id
        }
    }

    /// Sets element `index`, least significant bit first; false when it is not in this report or `value` is too wide.
    @discardableResult
    public mutating func set(_ field: ReportField, _ index: Int = 0, to value: UInt64) -> Bool {
        guard field.reportID == layout.id, field.direction == layout.direction, index >= 0, index < field.count,
            field.bitSize >= 64 || value >> UInt64(field.bitSize) == 0
        else {
            return false
        }
        let offset = field.bitOffset + index * field.bitSize
        guard offset + field.bitSize <= layout.bitLength else {
            return false
        }
        let start = layout.isNumbered ? 1 : 0
        for bit in 0..<field.bitSize {
            let position = offset + bit
            let mask = UInt8(1) << UInt8(position % 8)
            let isSet = bit < 64 && value >> UInt64(bit) & 1 == 1
            bytes[start + position / 8] = isSet ? bytes[start + position / 8] | mask : bytes[start + position / 8] & ~mask
        }
        return true
    }

    /// The report as something to send.
    public var outgoing: OutgoingReport {
        OutgoingReport(direction: layout.direction, id: layout.id, bytes: bytes)
    }
}
