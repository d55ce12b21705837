/// A Code 128 symbol (ISO/IEC 15417) of ASCII in code sets A, B and C, with as few symbol characters as they allow.
public struct Code128: Sendable, Hashable {
    /// The code sets in the order in which they are taken when they are equally good.
    private enum CodeSet: Int, CaseIterable {
        case b, c, a

        var start: Int {
            switch self {
            case .a: 103
            case .b: 104
            case .c: 105
            }
        }

        /// Selects this set from another.
        var latch: Int {
            switch self {
            case .a: 101
            case .b: 100
            case .c: 99
            }
        }

        /// The letter that selects the set in the data of `GS k 73`.
        var letter: UInt8 {
            switch self {
            case .a: 0x41
            case .b: 0x42
            case .c: 0x43
            }
        }
    }

    private enum Step {
        /// So many characters in the set.
        case take(Int)
        /// One character of the other of A and B.
        case shift
        case latch(CodeSet)
    }

    private static let shift = 98
    private static let fnc1 = 102
    private static let stop = 106

    /// The symbol values from the start to the stop character, check character included.
    public let values: [Int]

    public init(_ text: String) throws(SymbolError) {
        if let other = text.unicodeScalars.first(where: { !$0.isASCII }) {
            throw .character(.code128, other)
        }
        try self.init(symbols: text.utf8.map { $0 }, .code128)
    }

    /// With the FNC1 that GS1 symbols begin with.
    init(_ message: GS1Message) throws(SymbolError) {
        try self.init(gs1: message.symbols)
    }

    /// `symbols` are bytes of ASCII behind the FNC1 that GS1 symbols begin with; nil is an FNC1 between them.
    public init(gs1 symbols: [UInt8?]) throws(SymbolError) {
        if let other = symbols.compactMap(\.self).first(where: { $0 >= 0x80 }) {
            throw .character(.gs1128, Unicode.Scalar(other))
        }
        try self.init(symbols: [nil] + symbols, .gs1128)
    }

    /// The symbol of exactly these values, from its start character on and without check and stop characters; nil when
    /// it does not begin with a start character or another value is none.
    public init?(values: [Int]) {
        guard let start = values.first, (103...105).contains(start), values.count > 1,
            values.dropFirst().allSatisfy({ (0..<103).contains($0) })
        else {
            return nil
        }
        self.init(finishing: values)
    }

    private init(finishing values: [Int]) {
        var sum = values[0]
        for (position, value) in values.enumerated() {
            sum += position * value
        }
        self.values = values + [sum % 103, Code128.stop]
    }

    /// `symbols` are bytes of ASCII; nil is FNC1.
    private init(symbols: [UInt8?], _ symbology: Symbology) throws(SymbolError) {
        guard !symbols.isEmpty else {
            throw .empty(symbology)
        }
        guard symbols.count <= Barcode.longest else {
            throw .tooLong(symbology, bytes: symbols.count)
        }
        let plan = Code128.plan(symbols)
        var set = CodeSet.allCases.min { plan[0][$0.rawValue].cost < plan[0][$1.rawValue].cost } ?? .b
        var values = [set.start]
        var index = 0
        while index < symbols.count {
            switch plan[index][set.rawValue].step {
            case .take(let count):
                values.append(Code128.value(symbols, at: index, in: set))
                index += count
            case .shift:
                values.append(Code128.shift)
                values.append(Code128.value(symbols, at: index, in: set == .a ? .b : .a))
                index += 1
            case .latch(let other):
                values.append(other.latch)
                set = other
            }
        }
        self.init(finishing: values)
    }

    /// For each place and each set the fewest symbol characters to the end and the step that begins them.
    private static func plan(_ symbols: [UInt8?]) -> [[(cost: Int, step: Step)]] {
        var plan = [[(cost: Int, step: Step)]](
            repeating: [(cost: Int, step: Step)](repeating: (0, .take(0)), count: 3),
            count: symbols.count + 1
        )
        for index in symbols.indices.reversed() {
            var best = CodeSet.allCases.map { set in
                var step: (cost: Int, step: Step) = (Int.max / 2, .take(0))
                if let count = taken(symbols, at: index, in: set) {
                    step = (1 + plan[index + count][set.rawValue].cost, .take(count))
                }
                let other: CodeSet = set == .a ? .b : .a
                if set != .c, symbols[index] != nil, taken(symbols, at: index, in: other) == 1 {
                    let cost = 2 + plan[index + 1][set.rawValue].cost
                    step = cost < step.cost ? (cost, .shift) : step
                }
                return step
            }
            // A latch costs one; two in a row never pay.
            let staying = best
            for set in CodeSet.allCases {
                for other in CodeSet.allCases where staying[other.rawValue].cost + 1 < best[set.rawValue].cost {
                    best[set.rawValue] = (staying[other.rawValue].cost + 1, .latch(other))
                }
            }
            plan[index] = best
        }
        return plan
    }

    /// How many of `symbols` one symbol character of the set stands for at `index`; nil when it has none.
    private static func taken(_ symbols: [UInt8?], at index: Int, in set: CodeSet) -> Int? {
        guard let byte = symbols[index] else {
            return 1
        }
        switch set {
        case .a: return byte < 0x60 ? 1 : nil
        case .b: return byte >= 0x20 ? 1 : nil
        case .c:
            guard isDigit(byte), index + 1 < symbols.count, let next = symbols[index + 1], isDigit(next) else {
                return nil
            }
            return 2
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func value(_ symbols: [UInt8?], at index: Int, in set: CodeSet) -> Int {
        guard let byte = symbols[index] else {
            return fnc1
        }
        switch set {
        case .a: return byte < 0x20 ? Int(byte) + 64 : Int(byte) - 32
        case .b: return Int(byte) - 32
        case .c: return Int(byte - 0x30) * 10 + Int((symbols[index + 1] ?? 0x30) - 0x30)
        }
    }

    /// The data of `GS k 73`: code sets selected with `{A`, `{B` and `{C`, digits of set C as their values.
    var escposData: [UInt8] {
        var set = CodeSet.allCases.first { $0.start == values[0] } ?? .b
        var data: [UInt8] = [0x7B, set.letter]
        var shifted: CodeSet?
        for value in values.dropFirst().dropLast(2) {
            if value == Code128.fnc1 {
                data += [0x7B, 0x31]
            } else if value == Code128.shift, set != .c {
                data += [0x7B, 0x53]
                shifted = set == .a ? .b : .a
            } else if let latched = CodeSet.allCases.first(where: { $0.latch == value && $0 != set }), value > 95,
                set != .c || value > 99
            {
                set = latched
                data += [0x7B, set.letter]
            } else {
                data += Code128.bytes(of: value, in: shifted ?? set)
                shifted = nil
            }
        }
        return data
    }

    private static func bytes(of value: Int, in set: CodeSet) -> [UInt8] {
        switch set {
        case .c: [UInt8(value)]
        case .a: [UInt8(value < 64 ? value + 32 : value - 64)]
        // A brace means something to the printer.
        case .b: value + 32 == 0x7B ? [0x7B, 0x7B] : [UInt8(value + 32)]
        }
    }

    /// Widths of bar, space, bar … from the first bar to the last, in modules.
    public var elements: [Int] {
        values.flatMap { value in Code128.patterns[value].utf8.map { Int($0 - 0x30) } }
    }
}
