/// Puts characters on a track as a card has them; the inverse of `RawTrackDecoder`, for simulated heads.
public enum RawTrackEncoder {
    /// Encodes ASCII from start sentinel to end sentinel, adds the check and clocking zeros; nil when a character has no code.
    public static func bits(
        _ text: [UInt8],
        _ encoding: TrackEncoding,
        leadingZeros: Int = 20,
        trailingZeros: Int = 20,
        backwards: Bool = false,
        order: RawTrackBits.Order = .leastSignificantFirst
    ) -> RawTrackBits? {
        var bits = [Bool](repeating: false, count: leadingZeros)
        var check: UInt8 = 0
        for byte in text {
            guard byte >= encoding.base, byte - encoding.base <= encoding.mask else {
                return nil
            }
            check ^= byte - encoding.base
            append(byte - encoding.base, encoding, to: &bits)
        }
        append(check, encoding, to: &bits)
        bits += [Bool](repeating: false, count: trailingZeros)
        if backwards {
            bits.reverse()
        }
        var packed = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
        for (index, bit) in bits.enumerated() where bit {
            packed[index / 8] |= 1 << UInt8(order == .leastSignificantFirst ? index % 8 : 7 - index % 8)
        }
        return RawTrackBits(packed, count: bits.count, order: order)
    }

    private static func append(_ value: UInt8, _ encoding: TrackEncoding, to bits: inout [Bool]) {
        for position in 0..<encoding.bitsPerCharacter - 1 {
            bits.append(value >> UInt8(position) & 1 == 1)
        }
        bits.append(value.nonzeroBitCount % 2 == 0)
    }
}
