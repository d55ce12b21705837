/// The strokes from the middle of a cell of a border to its sides.
struct BoxStroke: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let up = BoxStroke(rawValue: 1)
    static let down = BoxStroke(rawValue: 2)
    static let left = BoxStroke(rawValue: 4)
    static let right = BoxStroke(rawValue: 8)
    static let horizontal: BoxStroke = [.left, .right]
    static let vertical: BoxStroke = [.up, .down]

    /// The code pages that have the strokes, all at the same places.
    static let charsets: Set<String> = ["CP437", "CP850", "CP852", "CP858", "CP866", "CP860", "CP863", "CP865"]

    /// Its byte in each of `charsets`.
    var byte: UInt8 { BoxStroke.bytes[Int(rawValue & 15)] }

    /// For printers without such a page.
    var ascii: UInt8 {
        switch self {
        case .vertical, .up, .down: 0x7C
        case .horizontal, .left, .right, []: 0x2D
        default: 0x2B
        }
    }

    var character: Character { BoxStroke.characters[Int(rawValue & 15)] }

    private static let bytes: [UInt8] = [
        0x20, 0xB3, 0xB3, 0xB3, 0xC4, 0xD9, 0xBF, 0xB4, 0xC4, 0xC0, 0xDA, 0xC3, 0xC4, 0xC1, 0xC2, 0xC5,
    ]
    private static let characters = Array(" │││─┘┐┤─└┌├─┴┬┼")
}
