/// Texts by chance, the same ones every time.
struct Lottery: RandomNumberGenerator {
    private static let pieces = [
        "|", "|", "|", "\\", "\\n", "\\x", "\\x4", "\\x7c", "\\x1b", "{", "}", ";", ":", "_", "\"", "`", "^", "^^",
        "^^^^^^^^",
        "~", " ", " ", "\t", "-", "=", "\n", "\r\n", "\r", "a", "7", "12.50", "¥1,234.00", "中", "é", "e\u{301}",
        "\u{0}",
        "\u{1B}", "\u{9B}", "\u{200D}", "👨\u{200D}👩", "{w:", "{width:* 10 3}", "{b:line}", "{b:none}", "{t:nowrap}",
        "{a:left}",
        "{o:qrcode 5 h}", "{o:", "ean", "hri", "4 5", "{c:1234567890128}", "{code:", "{i:AAECAw==}", "{x:\\x07}",
        "{_:a}",
        "auto", "line", "\\|", "\\{", "\\}", "\\;", "\\\\", "\\~", "\\q", "\u{FEFF}", "\u{2028}", "\u{85}",
    ]

    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }

    mutating func markup() -> String {
        (0..<Int.random(in: 0..<30, using: &self)).reduce(into: "") { text, _ in
            text += Lottery.pieces[Int.random(in: 0..<Lottery.pieces.count, using: &self)]
        }
    }
}
