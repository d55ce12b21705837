/// Interleaved 2 of 5 (ISO/IEC 16390), wide elements three modules wide.
enum InterleavedBars {
    /// Five elements a digit, the first highest; 1 is wide.
    private static let patterns: [UInt8] = [
        0b00110, 0b10001, 0b01001, 0b11000, 0b00101, 0b10100, 0b01100, 0b00011, 0b10010, 0b01010,
    ]

    static func barcode(_ text: String) throws(SymbolError) -> Barcode {
        let digits = try SymbolDigits.values(text, in: .itf)
        guard digits.count % 2 == 0 else {
            throw .length(.itf, count: digits.count, allowed: "an even number of")
        }
        var elements = [1, 1, 1, 1]
        for index in stride(from: 0, to: digits.count, by: 2) {
            // The first digit of a pair is in the bars, the second in the spaces between them.
            for place in 0..<5 {
                elements.append(patterns[digits[index]] >> (4 - place) & 1 == 1 ? 3 : 1)
                elements.append(patterns[digits[index + 1]] >> (4 - place) & 1 == 1 ? 3 : 1)
            }
        }
        elements += [3, 1, 1]
        return Barcode(.itf, text: text, elements: elements, escposData: SymbolDigits.ascii(digits))
    }
}
