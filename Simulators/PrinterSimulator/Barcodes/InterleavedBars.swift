/// Interleaved 2 of 5 (ISO/IEC 16390).
enum InterleavedBars {
    private static let patterns = [
        "nnwwn", "wnnnw", "nwnnw", "wwnnn", "nnwnw", "wnwnn", "nwwnn", "nnnww", "wnnwn", "nwnwn",
    ]

    /// Nil unless the data is an even number of digits.
    static func bars(_ data: [UInt8], narrow: Int, wide: Int) -> BarcodeBars? {
        guard !data.isEmpty, data.count % 2 == 0, data.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        func widths(_ byte: UInt8) -> [Int] {
            patterns[Int(byte) - 0x30].utf8.map { $0 == 0x77 ? wide : narrow }
        }
        var all = [narrow, narrow, narrow, narrow]
        for place in stride(from: 0, to: data.count, by: 2) {
            for (bar, space) in zip(widths(data[place]), widths(data[place + 1])) {
                all += [bar, space]
            }
        }
        return BarcodeBars(widths: all + [wide, narrow, narrow], content: data)
    }
}
