/// UPC-A, UPC-E, EAN-13 and EAN-8 (ISO/IEC 15420).
enum UPCBars {
    /// Space, bar, space, bar of each digit in number set A; set C has the same widths, set B has them reversed.
    private static let widths = [
        [3, 2, 1, 1], [2, 2, 2, 1], [2, 1, 2, 2], [1, 4, 1, 1], [1, 1, 3, 2],
        [1, 2, 3, 1], [1, 1, 1, 4], [1, 3, 1, 2], [1, 2, 1, 3], [3, 1, 1, 2],
    ]
    /// Which digits of the left half are in set B, by the first digit of an EAN-13 number; the highest bit is the
    /// leftmost.
    private static let leftSets = [
        0b000000, 0b001011, 0b001101, 0b001110, 0b010011, 0b011001, 0b011100, 0b010101, 0b010110, 0b011010,
    ]
    /// Which digits of a UPC-E number are in set B, by its check digit, for number system 0; the others for 1.
    private static let shortSets = [
        0b111000, 0b110100, 0b110010, 0b110001, 0b101100, 0b100110, 0b100011, 0b101010, 0b101001, 0b100101,
    ]
    private static let guardBars = [1, 1, 1]
    private static let centre = [1, 1, 1, 1, 1]

    static func ean13(_ text: String) throws(SymbolError) -> Barcode {
        let digits = try SymbolDigits.completed(SymbolDigits.values(text, in: .ean13), count: 13, in: .ean13)
        return barcode(.ean13, digits, elements: halves(digits))
    }

    static func upcA(_ text: String) throws(SymbolError) -> Barcode {
        let digits = try SymbolDigits.completed(SymbolDigits.values(text, in: .upcA), count: 12, in: .upcA)
        return barcode(.upcA, digits, elements: halves([0] + digits))
    }

    static func ean8(_ text: String) throws(SymbolError) -> Barcode {
        let digits = try SymbolDigits.completed(SymbolDigits.values(text, in: .ean8), count: 8, in: .ean8)
        let elements = guardBars + bars(digits.prefix(4), inB: 0) + centre + bars(digits.suffix(4), inB: 0) + guardBars
        return barcode(.ean8, digits, elements: elements)
    }

    /// From the eight digits of the symbol, seven without the check digit, six in number system 0, or the UPC-A number.
    static func upcE(_ text: String) throws(SymbolError) -> Barcode {
        var digits = try SymbolDigits.values(text, in: .upcE)
        if digits.count == 11 || digits.count == 12 {
            let long = try SymbolDigits.completed(digits, count: 12, in: .upcE)
            guard let short = shortened(long) else {
                throw .structure(.upcE, rule: "stands for numbers with enough zeros only")
            }
            digits = short
        } else if digits.count == 6 {
            digits.insert(0, at: 0)
        }
        guard digits.count == 7 || digits.count == 8 else {
            throw .length(.upcE, count: digits.count, allowed: "6, 7, 8, 11 or 12")
        }
        guard digits[0] <= 1 else {
            throw .structure(.upcE, rule: "begins with 0 or 1")
        }
        let long = lengthened(digits)
        let check = SymbolDigits.check(long)
        if digits.count == 8, digits[7] != check {
            throw .checkDigit(.upcE, found: digits[7], expected: check)
        }
        let sets = digits[0] == 0 ? shortSets[check] : ~shortSets[check] & 0b111111
        return Barcode(
            .upcE,
            text: SymbolDigits.text(digits.prefix(7) + [check]),
            elements: guardBars + bars(digits[1..<7], inB: sets) + centre + [1],
            // Printers of every age take the long number.
            escposData: SymbolDigits.ascii(long + [check])
        )
    }

    private static func barcode(_ symbology: Symbology, _ digits: [Int], elements: [Int]) -> Barcode {
        Barcode(
            symbology,
            text: SymbolDigits.text(digits),
            elements: elements,
            escposData: SymbolDigits.ascii(digits)
        )
    }

    /// The bars of thirteen digits.
    private static func halves(_ digits: [Int]) -> [Int] {
        guardBars + bars(digits[1..<7], inB: leftSets[digits[0]]) + centre + bars(digits[7..<13], inB: 0) + guardBars
    }

    private static func bars(_ digits: some Collection<Int>, inB sets: Int) -> [Int] {
        digits.enumerated().flatMap { index, digit in
            sets >> (5 - index) & 1 == 1 ? widths[digit].reversed() : widths[digit]
        }
    }

    /// The eleven digits of UPC-A that number system and six digits of UPC-E stand for.
    private static func lengthened(_ digits: [Int]) -> [Int] {
        let d = digits[1..<7].map { $0 }
        let zeros = [Int](repeating: 0, count: 5)
        switch d[5] {
        case 0...2: return [digits[0], d[0], d[1], d[5]] + zeros.prefix(4) + d[2...4]
        case 3: return [digits[0]] + d[0...2] + zeros + d[3...4]
        case 4: return [digits[0]] + d[0...3] + zeros + [d[4]]
        default: return [digits[0]] + d[0...4] + zeros.prefix(4) + [d[5]]
        }
    }

    /// The eight digits for a UPC-A number; nil when it has none.
    private static func shortened(_ long: [Int]) -> [Int]? {
        let d = long[1...5].map { $0 }
        let p = long[6...10].map { $0 }
        let candidates = [
            [d[0], d[1], p[2], p[3], p[4], d[2]], [d[0], d[1], d[2], p[3], p[4], 3], [d[0], d[1], d[2], d[3], p[4], 4],
            [d[0], d[1], d[2], d[3], d[4], p[4]],
        ]
        return candidates.lazy.map { [long[0]] + $0 + [long[11]] }
            .first { lengthened($0) == Array(long.prefix(11)) }
    }
}
