/// Percent-encoding (RFC 3986 §2.1).
enum Percent {
    /// Nil when a percent sign stands before anything but two hexadecimal digits.
    static func decode(_ text: some Collection<UInt8>, plusIsSpace: Bool) -> [UInt8]? {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var pending: [UInt8]?
        for byte in text {
            if let digits = pending {
                guard let digit = hexValue(byte) else {
                    return nil
                }
                pending = digits + [digit]
                if let high = digits.first {
                    decoded.append(high << 4 | digit)
                    pending = nil
                }
            } else if byte == 0x25 {
                pending = []
            } else {
                decoded.append(plusIsSpace && byte == 0x2B ? 0x20 : byte)
            }
        }
        return pending == nil ? decoded : nil
    }

    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
