/// A set of usages of the keyboard page, 0 to 255.
struct KeySet: Sendable, Hashable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init() {}

    init(modifiers: KeyModifiers) {
        words.3 = UInt64(modifiers.rawValue) << 32
    }

    /// Usages E0 to E7.
    var modifiers: KeyModifiers { KeyModifiers(rawValue: UInt8(truncatingIfNeeded: words.3 >> 32)) }

    func contains(_ key: UInt8) -> Bool { word(key >> 6) >> UInt64(key & 63) & 1 == 1 }

    mutating func insert(_ key: UInt8) {
        let bit = UInt64(1) << UInt64(key & 63)
        switch key >> 6 {
        case 0: words.0 |= bit
        case 1: words.1 |= bit
        case 2: words.2 |= bit
        default: words.3 |= bit
        }
    }

    mutating func formUnion(_ other: KeySet) {
        words.0 |= other.words.0
        words.1 |= other.words.1
        words.2 |= other.words.2
        words.3 |= other.words.3
    }

    /// The keys that are not in `other`, in ascending order.
    func forEach(notIn other: KeySet, _ body: (UInt8) -> Void) {
        for index in UInt8(0)..<4 {
            var rest = word(index) & ~other.word(index)
            while rest != 0 {
                body(index << 6 | UInt8(rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
    }

    private func word(_ index: UInt8) -> UInt64 {
        switch index {
        case 0: words.0
        case 1: words.1
        case 2: words.2
        default: words.3
        }
    }

    static func == (left: KeySet, right: KeySet) -> Bool { left.words == right.words }

    func hash(into hasher: inout Hasher) {
        for index in UInt8(0)..<4 {
            hasher.combine(word(index))
        }
    }
}
