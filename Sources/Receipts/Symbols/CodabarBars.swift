/// Codabar, NW-7 (EN 798), wide elements three modules wide.
enum CodabarBars {
    private static let alphabet = Array("0123456789-$:/.+ABCD".utf8)
    /// Seven elements a character, the first bar highest; 1 is wide.
    private static let patterns: [UInt8] = [
        0x03, 0x06, 0x09, 0x60, 0x12, 0x42, 0x21, 0x24, 0x30, 0x48, 0x0C, 0x18, 0x45, 0x51, 0x54, 0x15, 0x1A, 0x29,
        0x0B, 0x0E,
    ]
    private static let letters: ClosedRange<UInt8> = 0x41...0x44

    /// Lower-case start and stop letters count as upper-case ones.
    static func barcode(_ text: String) throws(SymbolError) -> Barcode {
        let upper = text.uppercased()
        let bytes = Array(upper.utf8)
        guard bytes.count >= 3, let first = bytes.first, let last = bytes.last, letters.contains(first),
            letters.contains(last)
        else {
            throw .structure(.codabar, rule: "begins and ends with a letter from A to D")
        }
        var elements: [Int] = []
        for (index, scalar) in upper.unicodeScalars.enumerated() {
            guard scalar.isASCII, let place = alphabet.firstIndex(of: UInt8(scalar.value)),
                !letters.contains(UInt8(scalar.value)) || index == 0 || index == bytes.count - 1
            else {
                throw .character(.codabar, scalar)
            }
            elements += index > 0 ? [1] : []
            elements += (0..<7).map { patterns[place] >> (6 - $0) & 1 == 1 ? 3 : 1 }
        }
        return Barcode(.codabar, text: upper, elements: elements, escposData: bytes)
    }
}
