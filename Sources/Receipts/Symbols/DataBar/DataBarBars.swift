/// GS1 DataBar Omnidirectional and Truncated (ISO/IEC 24724 §5): a GTIN of fourteen digits in 95 modules.
enum DataBarBars {
    private static let halves = 4_537_077
    private static let inner = 1_597
    private static let outside: [DataBarWidths.Group] = [
        .init(high: (12, 8), low: (4, 1), lowCount: 1, count: 161),
        .init(high: (10, 6), low: (6, 3), lowCount: 10, count: 800),
        .init(high: (8, 4), low: (8, 5), lowCount: 34, count: 1_054),
        .init(high: (6, 3), low: (10, 6), lowCount: 70, count: 700),
        .init(high: (4, 1), low: (12, 8), lowCount: 126, count: 126),
    ]
    private static let inside: [DataBarWidths.Group] = [
        .init(high: (10, 7), low: (5, 2), lowCount: 4, count: 336),
        .init(high: (8, 5), low: (7, 4), lowCount: 20, count: 700),
        .init(high: (6, 3), low: (9, 6), lowCount: 48, count: 480),
        .init(high: (4, 1), low: (11, 8), lowCount: 81, count: 81),
    ]
    /// The first three elements of the nine finder patterns; two of one module follow.
    private static let finders = [
        [3, 8, 2], [3, 5, 5], [3, 3, 7], [3, 1, 9], [2, 7, 4], [2, 5, 6], [2, 3, 8], [1, 5, 7], [1, 3, 9],
    ]

    static func barcode(_ symbology: Symbology, _ text: String) throws(SymbolError) -> Barcode {
        let gtin = try GTIN(text, in: symbology)
        let left = gtin.number / halves
        let right = gtin.number % halves
        // Each character's elements in the order of their weights: outside left, inside left, outside right, inside
        // right.
        let characters = [
            outsideCharacter(left / inner), insideCharacter(left % inner),
            outsideCharacter(right / inner), insideCharacter(right % inner),
        ]
        var check = 0
        var weight = 1
        for width in characters.joined() {
            check += width * weight
            weight = weight * 3 % 79
        }
        check %= 79
        // The finders 0 and 8 must not stand together.
        check += check >= 8 ? 1 : 0
        check += check >= 72 ? 1 : 0
        let bars =
            [1] + characters[0] + finders[check / 9] + [1, 1] + characters[1].reversed() + characters[3] + [1, 1]
            + finders[check % 9].reversed() + characters[2].reversed() + [1, 1]
        return gtin.barcode(symbology, elements: bars)
    }

    private static func outsideCharacter(_ value: Int) -> [Int] {
        let widths = DataBarWidths.character(value, groups: outside, elements: 4, narrowInHigh: false)
        return zip(widths.high, widths.low).flatMap { [$0, $1] }
    }

    /// Here the even elements are the high ones.
    private static func insideCharacter(_ value: Int) -> [Int] {
        let widths = DataBarWidths.character(value, groups: inside, elements: 4, narrowInHigh: false)
        return zip(widths.low, widths.high).flatMap { [$0, $1] }
    }
}
