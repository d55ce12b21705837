/// How many cells of font A a character takes: a Han character two, a Latin letter one, a combining mark none.
///
/// The rule is East Asian Width (UAX #11) as Chinese printers have it: letters of every alphabet and currency signs are
/// narrow, because they come from single-byte code pages; the symbols of the double-byte sets are wide; quotation
/// marks, dashes and the ellipsis are wide in Chinese text and narrow elsewhere.
public struct CellMetrics: Sendable, Hashable {
    /// Whether `“ ” ‘ ’ — … ‰ ※` and their like take two cells.
    public let widePunctuation: Bool

    public init(widePunctuation: Bool) {
        self.widePunctuation = widePunctuation
    }

    /// 0, 1 or 2.
    public func cells(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        switch value {
        case 0x20..<0x7F, 0xA0..<0x300: return 1
        case 0x4E00..<0xA000: return 2
        case ..<0x300, 0x1160...0x11FF: return 0
        case 0x2010...0x203B where CellMetrics.contains(value, CellMetrics.punctuation): return widePunctuation ? 2 : 1
        default: break
        }
        if CellMetrics.contains(value, CellMetrics.wide) || scalar.properties.isEmojiPresentation {
            return 2
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return scalar.properties.isDefaultIgnorableCodePoint ? 0 : 1
        }
    }

    /// The sum over the characters, capped far beyond any paper.
    public func cells(_ text: some StringProtocol) -> Int {
        var sum = 0
        for scalar in text.unicodeScalars {
            sum += cells(scalar)
            if sum > 1 << 20 {
                break
            }
        }
        return sum
    }

    private static func contains(_ value: UInt32, _ ranges: [ClosedRange<UInt32>]) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if value < ranges[middle].lowerBound {
                high = middle
            } else if value > ranges[middle].upperBound {
                low = middle + 1
            } else {
                return true
            }
        }
        return false
    }

    /// General punctuation that GB 18030 has in two bytes.
    private static let punctuation: [ClosedRange<UInt32>] = [
        0x2010...0x2010, 0x2013...0x2016, 0x2018...0x2019, 0x201C...0x201D, 0x2025...0x2026, 0x2030...0x2030,
        0x2032...0x2033, 0x2035...0x2035, 0x203B...0x203B,
    ]

    /// Wide and full-width characters beside emoji, and the symbols that GB 18030 has in two bytes.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2103...0x2103, 0x2105...0x2105, 0x2109...0x2109, 0x2116...0x2116, 0x2121...0x2121,
        0x2160...0x2179, 0x2190...0x2199, 0x2208...0x22BF, 0x2312...0x2312, 0x2329...0x232A, 0x2460...0x249B,
        0x2500...0x25E5, 0x2605...0x2642, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]
}
