/// Numbers and field helpers of the USB/IP protocol, version 1.1.1 (kernel `Documentation/usb/usbip_protocol.rst`); all big-endian.
enum USBIPWire {
    static let version: UInt16 = 0x0111
    static let requestList: UInt16 = 0x8005
    static let replyList: UInt16 = 0x0005
    static let requestImport: UInt16 = 0x8003
    static let replyImport: UInt16 = 0x0003
    /// Version, code and status before each operation.
    static let operationHead = 8
    static let pathField = 256
    static let busIDField = 32
    /// A device as OP_REP_IMPORT and OP_REP_DEVLIST give it, without interfaces.
    static let deviceRecord = 312
    /// Every URB message has a head of this size.
    static let urbHead = 48

    static func word16(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }

    static func word32(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// The big-endian word at `offset`; 0 past the end, so lengths are checked before.
    static func word16(_ bytes: [UInt8], _ offset: Int) -> UInt16 {
        guard offset >= 0, offset + 2 <= bytes.count else {
            return 0
        }
        return UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1])
    }

    /// The big-endian word at `offset`; 0 past the end, so lengths are checked before.
    static func word32(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
        UInt32(word16(bytes, offset)) << 16 | UInt32(word16(bytes, offset + 2))
    }

    /// Text in a field of fixed length, cut so that a zero byte ends it.
    static func field(_ text: String, _ length: Int) -> [UInt8] {
        let bytes = Array(text.utf8.prefix(length - 1))
        return bytes + [UInt8](repeating: 0, count: length - bytes.count)
    }

    /// The text of a field up to its first zero byte.
    static func text(_ bytes: [UInt8], _ offset: Int, _ length: Int) -> String {
        guard offset >= 0, offset + length <= bytes.count else {
            return ""
        }
        return String(decoding: bytes[offset..<offset + length].prefix { $0 != 0 }, as: UTF8.self)
    }
}
