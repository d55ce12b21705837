/// Code 128 (ISO/IEC 15417) from the data of `GS k` 73: code sets and functions written with a brace.
enum Code128Bars {
    private enum CodeSet: Int {
        // The start characters.
        case a = 103
        case b = 104
        case c = 105
    }

    private static let patterns = [
        "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
        "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
        "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
        "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
        "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
        "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
        "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
        "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
        "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
        "113141", "114131", "311141", "411131", "211412", "211214", "211232",
    ]
    private static let stop = "2331112"

    /// Nil when no code set is chosen first or a byte has no place in the set chosen.
    static func bars(_ data: [UInt8], module: Int) -> BarcodeBars? {
        var values: [Int] = []
        var content: [UInt8] = []
        var set: CodeSet?
        var shifted = false
        var place = 0
        while place < data.count {
            let byte = data[place]
            place += 1
            if byte == 0x7B {
                guard place < data.count else {
                    return nil
                }
                let function = data[place]
                place += 1
                if let next = [0x41: CodeSet.a, 0x42: .b, 0x43: .c][function] {
                    // The values that switch are 101, 100, 99; the first one starts.
                    values += set == next ? [] : [set == nil ? next.rawValue : 204 - next.rawValue]
                    set = next
                    continue
                }
                guard let now = set else {
                    return nil
                }
                switch function {
                case 0x31:
                    values.append(102)
                    content += values.count > 2 ? [0x1D] : []
                    continue
                case 0x32 where now != .c: values.append(97)
                case 0x33 where now != .c: values.append(96)
                case 0x34 where now != .c: values.append(now == .a ? 101 : 100)
                case 0x53 where now != .c:
                    values.append(98)
                    shifted = true
                case 0x7B where now == .b:
                    values.append(0x7B - 0x20)
                    content.append(0x7B)
                default: return nil
                }
                continue
            }
            guard let now = set, let value = value(byte, in: now, shifted: shifted) else {
                return nil
            }
            shifted = false
            values.append(value)
            content += now == .c ? [0x30 + byte / 10, 0x30 + byte % 10] : [byte]
        }
        return finish(values, content: content, module: module)
    }

    /// From plain characters, as `GS k` 79 takes them.
    static func bars(plain data: [UInt8], module: Int) -> BarcodeBars? {
        bars([0x7B, 0x42] + data.flatMap { $0 == 0x7B ? [$0, $0] : [$0] }, module: module)
    }

    private static func value(_ byte: UInt8, in set: CodeSet, shifted: Bool) -> Int? {
        switch (set, shifted) {
        case (.c, _): byte < 100 ? Int(byte) : nil
        case (.a, false), (.b, true): byte < 0x60 ? (Int(byte) + 0x40) % 0x60 : nil
        case (.b, false), (.a, true): (0x20..<0x80).contains(byte) ? Int(byte) - 0x20 : nil
        }
    }

    private static func finish(_ values: [Int], content: [UInt8], module: Int) -> BarcodeBars? {
        guard values.count > 1, !content.isEmpty else {
            return nil
        }
        let sum = values.enumerated().reduce(0) { $0 + max(1, $1.offset) * $1.element }
        let pattern = (values + [sum % 103]).map { patterns[$0] }.joined() + stop
        return BarcodeBars(widths: BarcodeBars.widths(pattern, module: module), content: content)
    }
}
