/// Code 39 (ISO/IEC 16388) without check character, wide elements three modules wide.
enum Code39Bars {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%".utf8)
    /// Nine elements a character, the first bar highest; 1 is wide.
    private static let patterns: [UInt16] = [
        0x034, 0x121, 0x061, 0x160, 0x031, 0x130, 0x070, 0x025, 0x124, 0x064, 0x109, 0x049, 0x148, 0x019, 0x118, 0x058,
        0x00D, 0x10C, 0x04C, 0x01C, 0x103, 0x043, 0x142, 0x013, 0x112, 0x052, 0x007, 0x106, 0x046, 0x016, 0x181, 0x0C1,
        0x1C0, 0x091, 0x190, 0x0D0, 0x085, 0x184, 0x0C4, 0x0A8, 0x0A2, 0x08A, 0x02A,
    ]
    private static let startAndStop: UInt16 = 0x094

    static func barcode(_ text: String) throws(SymbolError) -> Barcode {
        var elements = widths(startAndStop)
        for scalar in text.unicodeScalars {
            guard scalar.isASCII, let index = alphabet.firstIndex(of: UInt8(scalar.value)) else {
                throw .character(.code39, scalar)
            }
            elements += [1] + widths(patterns[index])
        }
        elements += [1] + widths(startAndStop)
        return Barcode(.code39, text: text, elements: elements, escposData: Array(text.utf8))
    }

    private static func widths(_ pattern: UInt16) -> [Int] {
        (0..<9).map { pattern >> (8 - $0) & 1 == 1 ? 3 : 1 }
    }
}
