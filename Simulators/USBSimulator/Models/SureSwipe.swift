import USB

/// A MagTek SureSwipe reader in HID mode: one report of 337 bytes for each swipe, in packets of 8 (MagTek 99875191).
public final class SureSwipe: Sendable {
    private static let field = 110

    public let device: SimulatedDevice

    public init(design: DeviceDesign = SureSwipe.design()) {
        let function = SimulatedHID(reportDescriptor: Self.reportDescriptor, packetSize: 8, interval: 1)
        device = SimulatedDevice(design, functions: [function])
    }

    public static func design(serial: String = "") -> DeviceDesign {
        DeviceDesign(vendor: 0x0801, product: 0x0002, manufacturer: "Simulated", name: "SureSwipe", serial: serial)
    }

    /// Swipes a card; false when the report was lost.
    @discardableResult
    public func swipe(_ card: StripeCard) -> Bool {
        var statuses: [UInt8] = []
        var lengths: [UInt8] = []
        var data: [UInt8] = []
        for track in card.tracks {
            let bytes = Array((track ?? "").utf8.prefix(Self.field))
            statuses.append(track == nil ? 1 : 0)
            lengths.append(UInt8(bytes.count))
            data += bytes + [UInt8](repeating: 0, count: Self.field - bytes.count)
        }
        // Card encode type 0: ISO/ABA.
        return device.send(statuses + lengths + [0] + data)
    }

    /// Vendor page FF00: decode status, lengths, encode type, three tracks of 110 bytes; feature report of 24 bytes.
    private static let reportDescriptor: [UInt8] = [
        0x06, 0x00, 0xFF, 0x09, 0x01, 0xA1, 0x01, 0x15, 0x00, 0x26, 0xFF, 0x00, 0x75, 0x08,
        0x95, 0x03, 0x09, 0x20, 0x09, 0x21, 0x09, 0x22, 0x81, 0x02,
        0x09, 0x28, 0x09, 0x29, 0x09, 0x2A, 0x81, 0x02,
        0x95, 0x01, 0x09, 0x38, 0x81, 0x02,
        0x95, 0x6E, 0x09, 0x30, 0x82, 0x02, 0x01, 0x09, 0x31, 0x82, 0x02, 0x01, 0x09, 0x32, 0x82, 0x02, 0x01,
        0x95, 0x18, 0x09, 0x20, 0xB2, 0x02, 0x01, 0xC0,
    ]
}
