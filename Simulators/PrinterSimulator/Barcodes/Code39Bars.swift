/// Code 39 (ISO/IEC 16388).
enum Code39Bars {
    private static let characters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%*".utf8)
    /// Five bars and four spaces of each character, `w` for the wide ones.
    private static let patterns = [
        "nnnwwnwnn", "wnnwnnnnw", "nnwwnnnnw", "wnwwnnnnn", "nnnwwnnnw", "wnnwwnnnn", "nnwwwnnnn", "nnnwnnwnw",
        "wnnwnnwnn", "nnwwnnwnn", "wnnnnwnnw", "nnwnnwnnw", "wnwnnwnnn", "nnnnwwnnw", "wnnnwwnnn", "nnwnwwnnn",
        "nnnnnwwnw", "wnnnnwwnn", "nnwnnwwnn", "nnnnwwwnn", "wnnnnnnww", "nnwnnnnww", "wnwnnnnwn", "nnnnwnnww",
        "wnnnwnnwn", "nnwnwnnwn", "nnnnnnwww", "wnnnnnwwn", "nnwnnnwwn", "nnnnwnwwn", "wwnnnnnnw", "nwwnnnnnw",
        "wwwnnnnnn", "nwnnwnnnw", "wwnnwnnnn", "nwwnwnnnn", "nwnnnnwnw", "wwnnnnwnn", "nwwnnnwnn", "nwnwnwnnn",
        "nwnwnnnwn", "nwnnnwnwn", "nnnwnwnwn", "nwnnwnwnn",
    ]

    /// Start and stop characters are added where they are missing; nil when a character is none of the code.
    static func bars(_ data: [UInt8], narrow: Int, wide: Int) -> BarcodeBars? {
        let content = data.first == 0x2A && data.last == 0x2A && data.count > 1 ? data[1..<data.count - 1] : data[...]
        guard !content.isEmpty, !content.contains(0x2A) else {
            return nil
        }
        var widths: [Int] = []
        for byte in [0x2A] + content + [0x2A] {
            guard let place = characters.firstIndex(of: byte) else {
                return nil
            }
            if !widths.isEmpty {
                widths.append(narrow)
            }
            widths += patterns[place].utf8.map { $0 == 0x77 ? wide : narrow }
        }
        return BarcodeBars(widths: widths, content: Array(content))
    }
}
