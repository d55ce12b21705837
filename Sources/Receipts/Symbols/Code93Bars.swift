/// Code 93 (AIM USS-93) of full ASCII, with its two check characters.
enum Code93Bars {
    /// Nine modules a character, the first highest; 1 is black. Behind the 43 characters of Code 39 stand the four
    /// shifts `($) (%) (/) (+)`.
    private static let patterns: [UInt16] = [
        0x114, 0x148, 0x144, 0x142, 0x128, 0x124, 0x122, 0x150, 0x112, 0x10A, 0x1A8, 0x1A4, 0x1A2, 0x194, 0x192, 0x18A,
        0x168, 0x164, 0x162, 0x134, 0x11A, 0x158, 0x14C, 0x146, 0x12C, 0x116, 0x1B4, 0x1B2, 0x1AC, 0x1A6, 0x196, 0x19A,
        0x16C, 0x166, 0x136, 0x13A, 0x12E, 0x1D4, 0x1D2, 0x1CA, 0x16E, 0x176, 0x1AE, 0x126, 0x1DA, 0x1D6, 0x132,
    ]
    private static let startAndStop: UInt16 = 0x15E
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%".utf8)
    private static let control = 43
    private static let percent = 44
    private static let slash = 45
    private static let plus = 46

    static func barcode(_ text: String) throws(SymbolError) -> Barcode {
        var values: [Int] = []
        for scalar in text.unicodeScalars {
            guard scalar.isASCII else {
                throw .character(.code93, scalar)
            }
            values += self.values(of: UInt8(scalar.value))
        }
        values.append(check(values, heaviest: 20))
        values.append(check(values, heaviest: 15))
        var modules = [startAndStop]
        modules += values.map { patterns[$0] }
        modules.append(startAndStop)
        // One module of bar ends the symbol.
        let elements = modules.flatMap(widths) + [1]
        return Barcode(.code93, text: text, elements: elements, escposData: Array(text.utf8))
    }

    /// One value, or a shift and a letter.
    private static func values(of byte: UInt8) -> [Int] {
        if let index = alphabet.firstIndex(of: byte) {
            return [index]
        }
        /// Shift, and the letter `offset` places behind A.
        func shifted(_ shift: Int, _ offset: UInt8) -> [Int] { [shift, 10 + Int(offset)] }
        switch byte {
        case 0x00: return shifted(percent, 20)
        case 0x01...0x1A: return shifted(control, byte - 0x01)
        case 0x1B...0x1F: return shifted(percent, byte - 0x1B)
        case 0x21...0x2F: return shifted(slash, byte - 0x21)
        case 0x3A: return shifted(slash, 25)
        case 0x3B...0x3F: return shifted(percent, byte - 0x3B + 5)
        case 0x40: return shifted(percent, 21)
        case 0x5B...0x5F: return shifted(percent, byte - 0x5B + 10)
        case 0x60: return shifted(percent, 22)
        case 0x61...0x7A: return shifted(plus, byte - 0x61)
        default: return shifted(percent, byte - 0x7B + 15)
        }
    }

    /// Weights 1…`heaviest` over and over from the right.
    private static func check(_ values: [Int], heaviest: Int) -> Int {
        var sum = 0
        for (index, value) in values.reversed().enumerated() {
            sum += value * (index % heaviest + 1)
        }
        return sum % 47
    }

    private static func widths(_ pattern: UInt16) -> [Int] {
        var widths: [Int] = []
        var last: UInt16?
        for place in 0..<9 {
            let bit = pattern >> (8 - place) & 1
            if bit == last {
                widths[widths.count - 1] += 1
            } else {
                widths.append(1)
            }
            last = bit
        }
        return widths
    }
}
