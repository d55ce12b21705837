/// The data of `GS k` 73: code sets and functions written with a brace.
struct Code128Data: Hashable {
    private enum CodeSet: Int {
        // The start characters.
        case a = 103
        case b = 104
        case c = 105
    }

    /// Symbol values from the start character on, without the check character.
    private(set) var values: [Int] = []
    /// What a scanner reads.
    private(set) var content: [UInt8] = []

    /// Nil when no code set is chosen first or a byte has no place in the set chosen.
    init?(_ data: [UInt8]) {
        var set: CodeSet?
        var isShifted = false
        var place = 0
        while place < data.count {
            let byte = data[place]
            place += 1
            guard byte == 0x7B else {
                guard let now = set, let value = Self.value(byte, in: now, isShifted: isShifted) else {
                    return nil
                }
                isShifted = false
                values.append(value)
                content += now == .c ? [0x30 + byte / 10, 0x30 + byte % 10] : [byte]
                continue
            }
            guard place < data.count else {
                return nil
            }
            let function = data[place]
            place += 1
            if let next = [0x41: CodeSet.a, 0x42: .b, 0x43: .c][function] {
                // The values that switch are 101, 100, 99; the first one starts.
                values += set == next ? [] : [set == nil ? next.rawValue : 204 - next.rawValue]
                set = next
            } else {
                guard let now = set, take(function, in: now) else {
                    return nil
                }
                isShifted = function == 0x53
            }
        }
        guard !content.isEmpty else {
            return nil
        }
    }

    /// False for a function the set does not have.
    private mutating func take(_ function: UInt8, in set: CodeSet) -> Bool {
        switch function {
        case 0x31:
            values.append(102)
            content += values.count > 2 ? [0x1D] : []
        case 0x32 where set != .c: values.append(97)
        case 0x33 where set != .c: values.append(96)
        case 0x34 where set != .c: values.append(set == .a ? 101 : 100)
        case 0x53 where set != .c: values.append(98)
        case 0x7B where set == .b:
            values.append(0x7B - 0x20)
            content.append(0x7B)
        default: return false
        }
        return true
    }

    private static func value(_ byte: UInt8, in set: CodeSet, isShifted: Bool) -> Int? {
        switch (set, isShifted) {
        case (.c, _): byte < 100 ? Int(byte) : nil
        case (.a, false), (.b, true): byte < 0x60 ? (Int(byte) + 0x40) % 0x60 : nil
        case (.b, false), (.a, true): (0x20..<0x80).contains(byte) ? Int(byte) - 0x20 : nil
        }
    }
}
