/// A part of a QR symbol's text in one mode.
struct QRSegment: Sendable, Hashable {
    let mode: QRMode
    let bytes: ArraySlice<UInt8>

    /// Bits with mode indicator and character count.
    func bits(in group: QRVersionGroup) -> Int {
        let count = bytes.count
        let data =
            switch mode {
            case .byte: count * 8
            case .alphanumeric: count / 2 * 11 + count % 2 * 6
            case .numeric: count / 3 * 10 + [0, 4, 7][count % 3]
            }
        return 4 + mode.countBits(in: group) + data
    }

    /// The parts that take the fewest bits in versions of the group.
    ///
    /// From the end to the beginning: what the rest costs when a character is in each mode, and whether the next one
    /// is in another.
    static func split(_ bytes: [UInt8], in group: QRVersionGroup) -> [QRSegment] {
        let modes = QRMode.allCases
        let heads = modes.map { (4 + $0.countBits(in: group)) * 6 }
        var costs = [Int](repeating: 0, count: modes.count)
        // By place and mode, the mode of the character behind it.
        var next = [UInt8](repeating: 0, count: bytes.count * modes.count)
        for index in bytes.indices.reversed() {
            var best = 0
            for mode in 1..<modes.count where costs[mode] + heads[mode] < costs[best] + heads[best] {
                best = mode
            }
            var here = [Int](repeating: Int.max / 2, count: modes.count)
            for mode in 0..<modes.count where modes[mode].value(bytes[index]) != nil {
                let changes = costs[best] + heads[best] < costs[mode]
                here[mode] = modes[mode].sixths + (changes ? costs[best] + heads[best] : costs[mode])
                next[index * modes.count + mode] = UInt8(changes ? best : mode)
            }
            costs = here
        }
        var mode = 0
        for other in 1..<modes.count where costs[other] + heads[other] < costs[mode] + heads[mode] {
            mode = other
        }
        var segments: [QRSegment] = []
        var start = 0
        for index in bytes.indices {
            let following = Int(next[index * modes.count + mode])
            if following != mode || index == bytes.count - 1 {
                segments.append(QRSegment(mode: modes[mode], bytes: bytes[start...index]))
                start = index + 1
                mode = following
            }
        }
        return segments.isEmpty ? [QRSegment(mode: .byte, bytes: [])] : segments
    }

    /// The data codewords of a symbol with room for `room` of them.
    static func codewords(_ segments: [QRSegment], version: Int, room: Int) -> [UInt8] {
        let group = QRVersionGroup.allCases.first { $0.versions.contains(version) } ?? .large
        var bits = QRBits(capacity: room)
        for segment in segments {
            bits.append(segment.mode.indicator, count: 4)
            bits.append(segment.bytes.count, count: segment.mode.countBits(in: group))
            segment.append(to: &bits)
        }
        return bits.padded(to: room)
    }

    private func append(to bits: inout QRBits) {
        let values = bytes.map { mode.value($0) ?? 0 }
        switch mode {
        case .byte:
            for value in values {
                bits.append(value, count: 8)
            }
        case .alphanumeric:
            for index in stride(from: 0, to: values.count, by: 2) {
                if index + 1 < values.count {
                    bits.append(values[index] * 45 + values[index + 1], count: 11)
                } else {
                    bits.append(values[index], count: 6)
                }
            }
        case .numeric:
            for index in stride(from: 0, to: values.count, by: 3) {
                let group = values[index..<min(index + 3, values.count)]
                bits.append(group.reduce(0) { $0 * 10 + $1 }, count: [0, 4, 7, 10][group.count])
            }
        }
    }
}
