/// GS1 DataBar Expanded (ISO/IEC 24724 §7) in one row: element strings of up to 74 digits or 41 letters.
enum DataBarExpandedBars {
    private static let groups: [DataBarWidths.Group] = [
        .init(high: (12, 7), low: (5, 2), lowCount: 4, count: 348),
        .init(high: (10, 5), low: (7, 4), lowCount: 20, count: 1_040),
        .init(high: (8, 4), low: (9, 5), lowCount: 52, count: 1_560),
        .init(high: (6, 3), low: (11, 6), lowCount: 104, count: 1_040),
        .init(high: (4, 1), low: (13, 8), lowCount: 204, count: 204),
    ]
    /// The first three elements of the six finder patterns; two of one module follow.
    private static let finders = [[1, 8, 4], [3, 6, 4], [3, 4, 6], [3, 2, 8], [2, 6, 5], [2, 2, 9]]
    /// The finders of a symbol by their number, from two on; negative ones are turned (table 16).
    private static let sequences = [
        [1, -1], [1, -2, 2], [1, -3, 2, -4], [1, -5, 2, -4, 3], [1, -5, 2, -4, 4, -6], [1, -5, 2, -4, 5, -6, 6],
        [1, -1, 2, -2, 3, -3, 4, -4], [1, -1, 2, -2, 3, -3, 4, -5, 5], [1, -1, 2, -2, 3, -3, 4, -5, 6, -6],
        [1, -1, 2, -2, 3, -4, 4, -5, 5, -6, 6],
    ]
    private static let modulus = 211

    static func barcode(_ text: String) throws(SymbolError) -> Barcode {
        let message = try GS1Message(text, in: .dataBarExpanded)
        let values = try DataBarPacking.characters(message)
        let sequence = sequences[(values.count - 2) / 2]
        var characters: [[Int]] = []
        var check = 0
        for (index, value) in values.enumerated() {
            let widths = character(value)
            characters.append(widths)
            // A character's weights depend on the finder beside it and on the side it is at.
            let finder = sequence[(index + 1) / 2]
            let place = finder > 0 ? 4 * (finder - 1) : 4 * (-finder - 1) + 2
            var weight = (1..<place + (index % 2 == 0 ? 1 : 0)).reduce(1) { product, _ in product * 20 % modulus }
            for width in widths {
                check += width * weight
                weight = weight * 3 % modulus
            }
        }
        // The check character stands in front.
        characters.insert(character((values.count - 3) * modulus + check % modulus), at: 0)
        var elements = [1]
        for (index, widths) in characters.enumerated() {
            if index % 2 == 0 {
                let finder = sequence[index / 2]
                let pattern = finders[abs(finder) - 1] + [1, 1]
                elements += widths + (finder > 0 ? pattern : pattern.reversed())
            } else {
                elements += widths.reversed()
            }
        }
        // The guard at the end is a space and a bar, or a bar and a space after an odd number of elements.
        elements += elements.count % 2 == 1 ? [1, 1] : [1]
        return Barcode(
            .dataBarExpanded,
            text: message.text,
            elements: elements,
            escposData: message.escposData
        )
    }

    private static func character(_ value: Int) -> [Int] {
        let widths = DataBarWidths.character(value, groups: groups, elements: 4, narrowInHigh: true)
        return zip(widths.high, widths.low).flatMap { [$0, $1] }
    }
}
