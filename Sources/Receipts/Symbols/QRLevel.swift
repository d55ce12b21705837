/// How much of a QR symbol may be lost: about 7, 15, 25 and 30 per cent.
public enum QRLevel: Int, Sendable, Hashable, CaseIterable {
    case low, medium, quartile, high

    /// Its bits in the format information (ISO/IEC 18004 table 12).
    var formatBits: Int {
        switch self {
        case .low: 1
        case .medium: 0
        case .quartile: 3
        case .high: 2
        }
    }
}
