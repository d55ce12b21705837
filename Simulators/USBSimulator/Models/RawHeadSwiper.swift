import HID
import Linux
import USB

/// An ID TECH reader told not to decode: each swipe is a block with the bits that passed the head, clocking zeros and all
/// (enhanced format, card type 84, track indicators before the bits; SecureMag 80096504-001, iMag 80097503-001).
public final class RawHeadSwiper: Sendable {
    private static let report = 64

    public let device: SimulatedDevice
    private let order: RawTrackBits.Order

    /// - Parameter order: which bit of a byte passed the head first.
    public init(order: RawTrackBits.Order = .mostSignificantFirst, design: DeviceDesign = RawHeadSwiper.design()) {
        self.order = order
        let function = SimulatedHID(reportDescriptor: Self.reportDescriptor, packetSize: 64, interval: 1)
        device = SimulatedDevice(design, functions: [function])
    }

    public static func design(serial: String = "") -> DeviceDesign {
        DeviceDesign(vendor: 0x0ACD, product: 0x2030, manufacturer: "Simulated", name: "Raw head", serial: serial)
    }

    /// Swipes a card; false when reports were lost, or a track has no bits for a character.
    ///
    /// An unreadable track gives bits that break off in the middle. Track 3 is coded as 7811 has it, by five bits.
    ///
    /// - Parameters:
    ///   - backwards: from the end of the stripe to its beginning, on all tracks.
    ///   - leadingZeros: clocking zeros before the start sentinel, in the direction of the card.
    @discardableResult
    public func swipe(
        _ card: StripeCard,
        backwards: Bool = false,
        leadingZeros: Int = 25,
        trailingZeros: Int = 30
    ) -> Bool {
        var fields: [[UInt8]] = []
        for (index, track) in card.tracks.enumerated() {
            guard track != "" else {
                fields.append([])
                continue
            }
            let encoding: TrackEncoding = index == 0 ? .iata : .aba
            let text = Array((track ?? (index == 0 ? "%B0" : ";00")).utf8)
            guard
                let bits = RawTrackEncoder.bits(
                    text,
                    encoding,
                    leadingZeros: leadingZeros,
                    trailingZeros: trailingZeros,
                    backwards: backwards,
                    order: order
                ), bits.packed.count < 255
            else {
                return false
            }
            fields.append([UInt8(index + 1)] + bits.packed)
        }
        let present = fields.indices.reduce(UInt8(0)) { $0 | (fields[$1].isEmpty ? 0 : 1 << UInt8($1)) }
        // All decode flags are set where nothing is decoded; bits 3 to 5 tell which tracks passed something.
        let data: [UInt8] =
            [0x84, 0b111 | present << 3] + fields.map { UInt8($0.count) } + [present, 0] + fields.flatMap { $0 }
        let block =
            [0x02, UInt8(data.count & 0xFF), UInt8(data.count >> 8)] + data
            + [data.reduce(0, ^), data.reduce(0, &+), 0x03]
        return stride(from: 0, to: block.count, by: Self.report).allSatisfy { start in
            let part = Array(block[start..<min(start + Self.report, block.count)])
            return device.send(
                part + [UInt8](repeating: 0, count: Self.report - part.count),
                whenFull: .patient
            )
        }
    }

    /// One vendor report of 64 bytes each way of page FF00, without an id, as the block format needs no more.
    private static let reportDescriptor: [UInt8] = [
        0x06, 0x00, 0xFF, 0x09, 0x01, 0xA1, 0x01, 0x15, 0x00, 0x26, 0xFF, 0x00, 0x75, 0x08,
        0x95, 0x40, 0x09, 0x03, 0x81, 0x02, 0x95, 0x08, 0x09, 0x20, 0xB1, 0x02, 0xC0,
    ]
}
