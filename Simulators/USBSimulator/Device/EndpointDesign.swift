import USB

/// An endpoint of a function before it has a number.
public struct EndpointDesign: Hashable, Sendable {
    public let isIn: Bool
    public let transfers: USBEndpoint.Transfers
    public let packetSize: UInt16
    /// Milliseconds between two looks of the host (full and low speed).
    public let interval: UInt8

    public init(isIn: Bool, transfers: USBEndpoint.Transfers, packetSize: UInt16, interval: UInt8) {
        self.isIn = isIn
        self.transfers = transfers
        self.packetSize = packetSize
        self.interval = interval
    }

    func descriptor(number: UInt8) -> [UInt8] {
        [
            7, 5, number | (isIn ? 0x80 : 0), transfers.rawValue, UInt8(packetSize & 0xFF), UInt8(packetSize >> 8),
            interval,
        ]
    }
}
