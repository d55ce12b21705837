/// A Code 128 symbol (ISO/IEC 15417) of printable ASCII in code sets B and C, with as few symbols as they allow.
///
/// Code set A is not needed: control characters are refused.
public struct Code128: Sendable, Hashable {
    private static let startB = 104
    private static let startC = 105
    private static let stop = 106
    private static let toB = 100
    private static let toC = 99

    /// The symbol values from the start to the stop character, check character included.
    public let values: [Int]

    /// Modules across, without the quiet zones of ten on either side.
    public var width: Int { values.count * 11 + 2 }

    public init(_ text: String) throws(SymbolError) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else {
            throw .empty(.code128)
        }
        if let other = text.unicodeScalars.first(where: { !(0x20...0x7E).contains($0.value) }) {
            throw .character(.code128, other)
        }
        var values: [Int] = []
        var inC = false
        var index = 0
        while index < bytes.count {
            let digits = Code128.digitRun(bytes, from: index)
            if inC {
                if digits >= 2 {
                    values.append(Int(bytes[index] - 0x30) * 10 + Int(bytes[index + 1] - 0x30))
                    index += 2
                    continue
                }
                values.append(Code128.toB)
                inC = false
            } else if Code128.isWorthC(digits, index: index, count: bytes.count) {
                if digits % 2 == 1 {
                    // The odd digit first, in set B.
                    values.append(contentsOf: index == 0 ? [Code128.startB] : [])
                    values.append(Int(bytes[index]) - 0x20)
                    index += 1
                }
                values.append(values.isEmpty ? Code128.startC : Code128.toC)
                inC = true
                continue
            } else if values.isEmpty {
                values.append(Code128.startB)
            }
            values.append(Int(bytes[index]) - 0x20)
            index += 1
        }
        var sum = values[0]
        for (position, value) in values.enumerated() {
            sum += position * value
        }
        self.values = values + [sum % 103, Code128.stop]
    }

    /// Whether `digits` digits at `index` are shorter in set C, switching included.
    private static func isWorthC(_ digits: Int, index: Int, count: Int) -> Bool {
        let atEdge = index == 0 || index + digits == count
        return digits >= (atEdge ? 4 : 6) || index == 0 && digits == count && digits == 2
    }

    private static func digitRun(_ bytes: [UInt8], from start: Int) -> Int {
        bytes[start...].prefix { (0x30...0x39).contains($0) }.count
    }

    /// The data of `GS k 73`: code sets selected with `{B` and `{C`, digits of set C as their values.
    var escposData: [UInt8] {
        var data: [UInt8] = []
        var inC = false
        for value in values.dropLast(2) {
            switch value {
            case Code128.startB: data.append(contentsOf: [0x7B, 0x42])
            case Code128.startC where !inC, Code128.toC where !inC:
                data.append(contentsOf: [0x7B, 0x43])
                inC = true
            case Code128.toB where inC:
                data.append(contentsOf: [0x7B, 0x42])
                inC = false
            default:
                if inC {
                    data.append(UInt8(value))
                } else {
                    let byte = UInt8(value + 0x20)
                    data.append(contentsOf: byte == 0x7B ? [byte, byte] : [byte])
                }
            }
        }
        return data
    }

    /// Widths of bar, space, bar … from the first bar to the last, in modules.
    var elements: [Int] {
        values.flatMap { value in Code128.patterns[value].utf8.map { Int($0 - 0x30) } }
    }
}
