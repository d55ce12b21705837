/// The character sets of GS1 data (GS1 General Specifications §7.11).
enum GS1Character: Character, Sendable {
    /// Digits.
    case numeric = "n"
    /// Character set 82: the invariant characters of ISO/IEC 646 without the space and a few signs.
    case set82 = "x"
    /// Character set 39: digits, capitals, `#`, `-` and `/`.
    case set39 = "y"
    /// Base 64 for file names and URIs, with its padding.
    case set64 = "z"

    func holds(_ byte: UInt8) -> Bool {
        switch self {
        case .numeric: Digits.holds(byte)
        case .set82: Self.position(of: byte) != nil
        case .set39: Digits.holds(byte) || Self.isCapital(byte) || byte == 0x23 || byte == 0x2D || byte == 0x2F
        case .set64: Self.isBase64(byte) || byte == 0x3D
        }
    }

    /// The place of a character in set 82, which is its value in check characters.
    static func position(of byte: UInt8) -> Int? {
        switch byte {
        case 0x21, 0x22: Int(byte) - 0x21
        case 0x25...0x3F: Int(byte) - 0x25 + 2
        case 0x41...0x5A: Int(byte) - 0x41 + 29
        case 0x5F: 55
        case 0x61...0x7A: Int(byte) - 0x61 + 56
        default: nil
        }
    }

    static func isBase64(_ byte: UInt8) -> Bool {
        Digits.holds(byte) || isCapital(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x5F
    }

    private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}
