extension TrackEncoding {
    /// `?`, in both.
    static let endCharacter: UInt8 = 0x3F

    /// `%` or `;`.
    var startCharacter: UInt8 { base + startSentinel }

    /// `^` or `=`.
    var separatorCharacter: UInt8 { self == .iata ? 0x5E : 0x3D }

    /// Whether the encoding has the character at all.
    func has(_ byte: UInt8) -> Bool { byte >= base && byte <= base + mask }

    /// Whether the character may stand between the sentinels.
    func holds(_ byte: UInt8) -> Bool { has(byte) && byte != startCharacter && byte != Self.endCharacter }

    /// The character that makes the XOR of all values zero, from the start sentinel to the end sentinel (ISO/IEC 7811-2).
    func redundancy(of text: some Sequence<UInt8>) -> UInt8 {
        base + text.reduce(0) { $0 ^ ($1 &- base) } & mask
    }
}
