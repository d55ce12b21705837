import USB

/// A MagTek MagneSafe V5 reader: one report of 887 bytes for each swipe, encrypted, with masked tracks (MagTek 99875475).
///
/// The ciphertext is none: the card's bytes turned around, enough to see that nothing but the masked data is ever read.
public final class MagneSafe: Sendable {
    private static let field = 112

    /// The key serial number of the swipes: that of the published DUKPT test key.
    public static let keySerialNumber: [UInt8] = [0xFF, 0xFF, 0x98, 0x76, 0x54, 0x32, 0x10, 0xE0, 0x00, 0x08]

    public let device: SimulatedDevice
    private let isEncrypting: Bool

    /// - Parameter isEncrypting: false for a reader at security level 2, which sends in clear.
    public init(isEncrypting: Bool = true, design: DeviceDesign = MagneSafe.design()) {
        self.isEncrypting = isEncrypting
        let function = SimulatedHID(reportDescriptor: Self.reportDescriptor, packetSize: 64, interval: 1)
        device = SimulatedDevice(design, functions: [function])
    }

    public static func design(serial: String = "") -> DeviceDesign {
        DeviceDesign(vendor: 0x0801, product: 0x0011, manufacturer: "Simulated", name: "MagneSafe", serial: serial)
    }

    /// Swipes a card; false when the report was lost.
    @discardableResult
    public func swipe(_ card: StripeCard) -> Bool {
        let clear = card.tracks.map { Array(($0 ?? "").utf8.prefix(Self.field)) }
        let sent = isEncrypting ? clear.map(Self.encrypted) : clear
        let masked = clear.map { isEncrypting ? Self.masked($0) : [] }
        var report: [UInt8] = card.tracks.map { $0 == nil ? 1 : 0 }
        report += sent.map { UInt8($0.count) } + [0]
        report += sent.flatMap { Self.filled($0, Self.field) }
        // Card status, MagnePrint status, length and data; the reader's serial number.
        report += [0] + [0, 0, 0, 0] + [0] + [UInt8](repeating: 0, count: 128)
        report += Self.filled(Array("SIM0001".utf8), 16)
        report += isEncrypting ? [0x00, 0x06] : [0x00, 0x00]
        report += isEncrypting ? Self.keySerialNumber : [UInt8](repeating: 0, count: 10)
        report += masked.map { UInt8($0.count) }
        report += masked.flatMap { Self.filled($0, Self.field) }
        // Session id, absolute lengths, encryption counter, version, hash of track 2.
        report += [UInt8](repeating: 0, count: 8) + clear.map { UInt8($0.count) } + [0]
        return device.send(Self.filled(report, 887))
    }

    private static func filled(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: max(0, count - bytes.count))
    }

    private static func encrypted(_ track: [UInt8]) -> [UInt8] {
        let whole = (track.count + 7) / 8 * 8
        return filled(track, min(whole, field)).map { ~$0 }
    }

    /// The first and the last four digits of the number stay, all others become 0.
    private static func masked(_ track: [UInt8]) -> [UInt8] {
        let digits = track.indices.filter { (0x30...0x39).contains(track[$0]) }
        let shown = Set(digits.prefix(4) + digits.prefix { track[$0] != 0x3D }.prefix(16).suffix(4))
        return track.indices.map { digits.contains($0) && !shown.contains($0) ? 0x30 : track[$0] }
    }

    /// Fields of vendor usages with `count` bytes each.
    private static func fields(_ usages: [UInt8], _ count: UInt8) -> [UInt8] {
        [0x95, count] + usages.flatMap { [0x09, $0, 0x82, 0x02, 0x01] }
    }

    private static let reportDescriptor: [UInt8] = {
        var bytes: [UInt8] = [0x06, 0x00, 0xFF, 0x09, 0x01, 0xA1, 0x01, 0x15, 0x00, 0x26, 0xFF, 0x00, 0x75, 0x08]
        bytes += fields([0x20, 0x21, 0x22], 1) + fields([0x28, 0x29, 0x2A], 1) + fields([0x38], 1)
        bytes += fields([0x30, 0x31, 0x32], 112)
        bytes += fields([0x39], 1) + fields([0x23], 4) + fields([0x2B], 1) + fields([0x33], 128)
        bytes += fields([0x40], 16) + fields([0x42], 2) + fields([0x46], 10)
        bytes += fields([0x47, 0x48, 0x49], 1) + fields([0x4A, 0x4B, 0x4C], 112)
        bytes += fields([0x50], 8) + fields([0x51, 0x52, 0x53, 0x54], 1)
        bytes += fields([0x55], 3) + fields([0x56], 8) + fields([0x57], 20)
        bytes += [0x95, 0x3C, 0x09, 0x20, 0xB2, 0x02, 0x01, 0xC0]
        return bytes
    }()
}
