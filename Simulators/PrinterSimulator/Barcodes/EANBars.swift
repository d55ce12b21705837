/// EAN-13, EAN-8 and UPC-A (GS1 General Specifications 5.2).
enum EANBars {
    /// Set A; set C has the same widths, set B the reverse ones.
    private static let patterns = ["3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"]
    /// Which of the first six digits are in set B, by the leading digit: the highest of six bits is the first.
    private static let parities = [
        0, 0b001011, 0b001101, 0b001110, 0b010011, 0b011001, 0b011100, 0b010101, 0b010110, 0b011010,
    ]

    /// From 12 or 13 digits; 12 get their check digit. Nil for anything else.
    static func ean13(_ data: [UInt8], module: Int) -> BarcodeBars? {
        guard let digits = digits(data, count: 13) else {
            return nil
        }
        var pattern = "111"
        for place in 1...6 {
            let isReversed = parities[digits[0]] >> (6 - place) & 1 == 1
            let digit = patterns[digits[place]]
            pattern += isReversed ? String(digit.reversed()) : digit
        }
        pattern += "11111" + digits[7...].map { patterns[$0] }.joined() + "111"
        return BarcodeBars(widths: BarcodeBars.widths(pattern, module: module), content: ascii(digits))
    }

    /// From 11 or 12 digits.
    static func upcA(_ data: [UInt8], module: Int) -> BarcodeBars? {
        guard data.count <= 12, let bars = ean13([0x30] + data, module: module) else {
            return nil
        }
        return BarcodeBars(widths: bars.widths, content: Array(bars.content.dropFirst()))
    }

    /// From 7 or 8 digits.
    static func ean8(_ data: [UInt8], module: Int) -> BarcodeBars? {
        guard let digits = digits(data, count: 8) else {
            return nil
        }
        let pattern =
            "111" + digits[..<4].map { patterns[$0] }.joined() + "11111"
            + digits[4...].map { patterns[$0] }.joined() + "111"
        return BarcodeBars(widths: BarcodeBars.widths(pattern, module: module), content: ascii(digits))
    }

    /// `count` digits, the last of which may be missing; a check digit that is there is taken as it is.
    private static func digits(_ data: [UInt8], count: Int) -> [Int]? {
        guard data.count == count || data.count == count - 1, data.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let digits = data.map { Int($0) - 0x30 }
        guard digits.count < count else {
            return digits
        }
        let sum = digits.reversed().enumerated().reduce(0) { $0 + $1.element * ($1.offset % 2 == 0 ? 3 : 1) }
        return digits + [(10 - sum % 10) % 10]
    }

    private static func ascii(_ digits: [Int]) -> [UInt8] { digits.map { UInt8($0 + 0x30) } }
}
