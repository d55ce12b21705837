/// The code page of Alt codes with a leading zero; its five empty places are the control characters of Latin-1.
enum Windows1252 {
    /// 80 to 9F.
    private static let special = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars
    )

    static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        (0x80...0x9F).contains(byte) ? special[Int(byte) - 0x80] : Unicode.Scalar(byte)
    }

    static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        if let index = special.firstIndex(of: scalar) {
            return UInt8(index + 0x80)
        }
        guard let byte = UInt8(exactly: scalar.value), !(0x80...0x9F).contains(byte) else {
            return nil
        }
        return byte
    }
}
