/// What a control or collection is for: usage page and usage id (HID Usage Tables).
public struct HIDUsage: Sendable, Hashable, CustomStringConvertible {
    public let page: UInt16
    public let id: UInt16

    public init(_ page: UInt16, _ id: UInt16) {
        self.page = page
        self.id = id
    }

    /// Both halves in hexadecimal: `8C:FE`.
    public var description: String {
        String(page, radix: 16, uppercase: true) + ":" + String(id, radix: 16, uppercase: true)
    }
}

extension HIDUsage {
    static let keyboard = HIDUsage(0x01, 0x06)
    static let keypad = HIDUsage(0x01, 0x07)
    static let byteCount = HIDUsage(0x01, 0x3B)

    static func key(_ id: UInt16) -> HIDUsage { HIDUsage(0x07, id) }
    static func led(_ id: UInt16) -> HIDUsage { HIDUsage(0x08, id) }
    static func barcodeScanner(_ id: UInt16) -> HIDUsage { HIDUsage(0x8C, id) }
    static func magstripeReader(_ id: UInt16) -> HIDUsage { HIDUsage(0x8E, id) }
    /// MagTek's own numbers on the first vendor page, which ID TECH shares.
    static func vendorSwipe(_ id: UInt16) -> HIDUsage { HIDUsage(0xFF00, id) }
}
