/// The two digits behind `\x`.
enum MarkupHexadecimal {
    /// Nil unless the bytes begin with two hexadecimal digits.
    static func value(_ bytes: ArraySlice<UInt8>) -> UInt8? {
        guard bytes.count >= 2, let high = digit(bytes[bytes.startIndex]), let low = digit(bytes[bytes.startIndex + 1])
        else {
            return nil
        }
        return high << 4 | low
    }

    /// The character with that number.
    static func utf8(_ value: UInt8) -> String.UTF8View {
        String(Unicode.Scalar(value)).utf8
    }

    /// `\xnn`
    static func written(_ value: UInt8) -> String {
        let digits = String(value, radix: 16)
        return (digits.count == 1 ? "\\x0" : "\\x") + digits
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
