/// Text compaction of PDF417 (ISO/IEC 15438 §5.4.2): two characters a codeword, in four sub-modes.
struct PDF417Text {
    private enum SubMode: Int, CaseIterable {
        case upper, lower, mixed, punctuation
    }

    /// Their characters in the order of their values.
    private static let mixed = Array("0123456789&\r\t,:#-.$/+%*=^".utf8)
    private static let punctuation = Array(";<>@[\\]_`~!\r\t,:\n-.$/\"|*()?{}'".utf8)
    /// Values of each sub-mode by byte.
    private static let values: [[Int?]] = SubMode.allCases.map { mode in
        (0..<128).map { byte in
            let byte = UInt8(byte)
            switch mode {
            case .upper: return byte == 0x20 ? 26 : (0x41...0x5A).contains(byte) ? Int(byte) - 0x41 : nil
            case .lower: return byte == 0x20 ? 26 : (0x61...0x7A).contains(byte) ? Int(byte) - 0x61 : nil
            case .mixed: return byte == 0x20 ? 26 : mixed.firstIndex(of: byte)
            case .punctuation: return punctuation.firstIndex(of: byte)
            }
        }
    }
    private static let punctuationShift = 29

    /// Whether text compaction has the byte.
    static func has(_ byte: UInt8) -> Bool {
        SubMode.allCases.contains { value(byte, $0) != nil }
    }

    /// The codewords of bytes that it has, from the sub-mode of upper-case letters.
    static func codewords(_ bytes: ArraySlice<UInt8>) -> [Int] {
        var mode = SubMode.upper
        var values: [Int] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            if let value = value(byte, mode) {
                values.append(value)
                index += 1
                continue
            }
            let next = index + 1 < bytes.endIndex ? bytes[index + 1] : nil
            let step = step(byte, before: next, in: mode)
            values += step.values
            mode = step.mode
            index += step.isTaken ? 1 : 0
        }
        if values.count % 2 == 1 {
            values.append(punctuationShift)
        }
        return stride(from: 0, to: values.count, by: 2).map { values[$0] * 30 + values[$0 + 1] }
    }

    private static func value(_ byte: UInt8, _ mode: SubMode) -> Int? {
        byte < 128 ? values[mode.rawValue][Int(byte)] : nil
    }

    /// What comes before a byte that the sub-mode does not have, or the byte itself behind a shift.
    private static func step(
        _ byte: UInt8,
        before next: UInt8?,
        in mode: SubMode
    ) -> (values: [Int], mode: SubMode, isTaken: Bool) {
        if mode == .punctuation {
            return ([29], .upper, false)
        }
        if let value = value(byte, .upper), mode == .lower {
            return ([27, value], .lower, true)
        }
        if value(byte, .upper) != nil {
            return ([28], .upper, false)
        }
        if value(byte, .lower) != nil {
            return ([27], .lower, false)
        }
        if value(byte, .mixed) != nil {
            return ([28], .mixed, false)
        }
        let isFollowed = next.map { value($0, .punctuation) != nil && value($0, .mixed) == nil } ?? false
        if mode == .mixed, isFollowed {
            return ([25], .punctuation, false)
        }
        return ([punctuationShift, value(byte, .punctuation) ?? 0], mode, true)
    }
}
