/// The two status bytes of a response APDU (ISO/IEC 7816-4 §5.6).
public struct StatusWord: Sendable, Hashable, CustomStringConvertible {
    public let value: UInt16

    public init(_ value: UInt16) {
        self.value = value
    }

    public static let ok = StatusWord(0x9000)

    public var sw1: UInt8 { UInt8(value >> 8) }
    public var sw2: UInt8 { UInt8(value & 0xFF) }
    public var isOK: Bool { self == .ok }

    /// What it means for a technician.
    public var name: String {
        switch value {
        case 0x9000: "ok"
        case 0x6281: "data may be corrupt"
        case 0x6282: "end of file"
        case 0x6300: "failed (the reader gives no reason)"
        case 0x6581: "memory failure"
        case 0x6700: "wrong length"
        case 0x6981: "command incompatible with the file"
        case 0x6982: "security status not satisfied"
        case 0x6983: "authentication blocked"
        case 0x6985: "conditions of use not satisfied"
        case 0x6986: "command not allowed"
        case 0x6A81: "function not supported"
        case 0x6A82: "file or block not found"
        case 0x6A83: "record not found"
        case 0x6A86: "wrong P1 P2"
        case 0x6B00: "wrong parameters"
        case 0x6D00: "instruction not supported"
        case 0x6E00: "class not supported"
        default:
            switch sw1 {
            case 0x61: "\(sw2) more bytes"
            case 0x6C: "wrong Le, \(sw2) is right"
            case 0x63 where sw2 & 0xF0 == 0xC0: "\(sw2 & 0x0F) tries left"
            default: "unknown"
            }
        }
    }

    public var description: String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits + " " + name
    }
}
