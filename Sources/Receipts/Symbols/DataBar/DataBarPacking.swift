/// The bits of GS1 DataBar Expanded (ISO/IEC 24724 §7.2.5): a GTIN in front is packed tightly, everything else by the
/// general purpose rules, whose modes are digits, capitals, and ISO/IEC 646.
struct DataBarPacking {
    private enum Mode {
        case numeric, alphanumeric, iso646
    }

    private static let leastCharacters = 3
    private static let mostCharacters = 21
    private static let others = Array("!\"%&'()*+,-./:;<=>?_ ".utf8)

    private var bits: [Bool] = []
    private var mode = Mode.numeric
    private let symbols: [UInt8?]
    private var index = 0

    /// The values of the data characters, twelve bits each.
    static func characters(_ message: GS1Message) throws(SymbolError) -> [Int] {
        let symbols = message.symbols
        // Packed so, a GTIN must have company.
        let hasGTIN = message.elements.count > 1 && message.elements[0].identifier == "01"
        var packing = DataBarPacking(symbols: hasGTIN ? Array(symbols.dropFirst(16)) : symbols)
        // Linkage, method, and room for the two bits that tell the size.
        packing.append(hasGTIN ? 0b0100 : 0b00000, count: hasGTIN ? 4 : 5)
        if hasGTIN {
            let digits = symbols[2..<15].map { Int($0 ?? 0x30) - 0x30 }
            packing.append(digits[0], count: 4)
            for start in stride(from: 1, to: 13, by: 3) {
                packing.append(digits[start] * 100 + digits[start + 1] * 10 + digits[start + 2], count: 10)
            }
        }
        packing.pack()
        let count = max(leastCharacters, (packing.bits.count + 11) / 12)
        guard count <= mostCharacters else {
            throw .tooLong(.dataBarExpanded, bytes: symbols.count)
        }
        packing.pad(to: count * 12)
        let sizeAt = hasGTIN ? 2 : 3
        packing.bits[sizeAt] = count % 2 == 0
        packing.bits[sizeAt + 1] = count > 13
        return (0..<count).map { packing.bits[$0 * 12..<$0 * 12 + 12].reduce(0) { $0 * 2 + ($1 ? 1 : 0) } }
    }

    private init(symbols: [UInt8?]) {
        self.symbols = symbols
    }

    private mutating func append(_ value: Int, count: Int) {
        for shift in (0..<count).reversed() {
            bits.append(value >> shift & 1 == 1)
        }
    }

    private mutating func pack() {
        while index < symbols.count {
            switch mode {
            case .numeric: packNumeric()
            case .alphanumeric: packAlphanumeric()
            case .iso646: packISO646()
            }
        }
    }

    /// Latches that mean nothing, cut off at the end.
    private mutating func pad(to count: Int) {
        if mode == .numeric, bits.count < count {
            append(0, count: 4)
        }
        while bits.count < count {
            append(0b00100, count: 5)
        }
        bits.removeLast(bits.count - count)
    }

    /// Two digits in seven bits; FNC1 counts as ten, and stands behind a last digit that is alone.
    private mutating func packNumeric() {
        let first = digit(at: index)
        let second = index + 1 < symbols.count ? digit(at: index + 1) : 10
        guard let first, let second, first + second < 20 else {
            append(0, count: 4)
            mode = .alphanumeric
            return
        }
        append(first * 11 + second + 8, count: 7)
        index += min(2, symbols.count - index)
    }

    private mutating func packAlphanumeric() {
        guard let byte = symbols[index] else {
            append(15, count: 5)
            mode = .numeric
            index += 1
            return
        }
        if isWorthNumeric() {
            append(0, count: 3)
            mode = .numeric
            return
        }
        switch byte {
        case 0x30...0x39: append(Int(byte) - 0x30 + 5, count: 5)
        case 0x41...0x5A: append(Int(byte) - 0x41 + 32, count: 6)
        case 0x2A: append(58, count: 6)
        case 0x2C...0x2F: append(Int(byte) - 0x2C + 59, count: 6)
        default:
            append(0b00100, count: 5)
            mode = .iso646
            return
        }
        index += 1
    }

    private mutating func packISO646() {
        guard let byte = symbols[index] else {
            append(15, count: 5)
            mode = .numeric
            index += 1
            return
        }
        if isWorthNumeric() {
            append(0, count: 3)
            mode = .numeric
            return
        }
        switch byte {
        case 0x30...0x39: append(Int(byte) - 0x30 + 5, count: 5)
        case 0x41...0x5A: append(Int(byte) - 0x41 + 64, count: 7)
        case 0x61...0x7A: append(Int(byte) - 0x61 + 90, count: 7)
        default: append(232 + (DataBarPacking.others.firstIndex(of: byte) ?? 0), count: 8)
        }
        index += 1
    }

    /// Six digits are worth a latch, and four at the end.
    private func isWorthNumeric() -> Bool {
        let digits = symbols[index...].prefix { $0.map { (0x30...0x39).contains($0) } ?? false }.count
        return digits >= 6 || digits >= 4 && index + digits == symbols.count
    }

    /// A digit's value, ten for FNC1, nil for anything else.
    private func digit(at index: Int) -> Int? {
        guard let byte = symbols[index] else {
            return 10
        }
        return (0x30...0x39).contains(byte) ? Int(byte) - 0x30 : nil
    }
}
