/// Versions whose character counts have the same lengths (ISO/IEC 18004 table 3).
enum QRVersionGroup: CaseIterable {
    case small, middle, large

    var versions: ClosedRange<Int> {
        switch self {
        case .small: 1...9
        case .middle: 10...26
        case .large: 27...40
        }
    }
}
