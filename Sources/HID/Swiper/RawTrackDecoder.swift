/// Decodes the bits of a raw head: clocking zeros, start sentinel, characters, end sentinel, longitudinal check, zeros.
///
/// The first one bit is the start sentinel's first bit, in the direction of the swipe or against it. Nothing is searched for
/// in the middle: half a track is no track.
public enum RawTrackDecoder {
    /// Bits of one track; 107 characters at 210 bits an inch leave plenty of room.
    static let largest = 4096

    public static func decode(_ bits: RawTrackBits, _ encoding: TrackEncoding) -> TrackReading {
        guard bits.count <= largest else {
            return .error(.tooLong)
        }
        let forward = decode(bits, encoding, backwards: false)
        let backward = decode(bits, encoding, backwards: true)
        switch (forward, backward) {
        case (.read(let one), .read(let two)):
            let other = two.withBytes { Array($0) }
            if one.withBytes({ $0.elementsEqual(other) }) {
                return forward
            }
            forward.wipe()
            backward.wipe()
            return .error(.ambiguous)
        case (.error(.noStartSentinel), .error): return backward
        case (.error, .read): return backward
        default: return forward
        }
    }

    private static func decode(_ bits: RawTrackBits, _ encoding: TrackEncoding, backwards: Bool) -> TrackReading {
        func bit(_ index: Int) -> Bool { bits[backwards ? bits.count - 1 - index : index] }
        guard var index = (0..<bits.count).first(where: bit) else {
            return .blank
        }
        let width = encoding.bitsPerCharacter
        var text = SensitiveBuffer(capacity: bits.count / width + 1)
        var check: UInt8 = 0
        var hasEnded = false
        while index + width <= bits.count {
            var value: UInt8 = 0
            var ones = 0
            for position in 0..<width where bit(index + position) {
                ones += 1
                value |= UInt8(1) << UInt8(position)
            }
            value &= encoding.mask
            if text.isEmpty, value != encoding.startSentinel {
                return .error(.noStartSentinel)
            }
            guard ones % 2 == 1 else {
                return .error(.parity(character: text.count))
            }
            check ^= value
            if hasEnded {
                guard check == 0 else {
                    return .error(.longitudinalCheck)
                }
                // Read from its end, one track in some hundred begins like an empty one: its check as the start sentinel.
                let isAtEnd = !(index + width..<bits.count).contains(where: bit)
                return isAtEnd ? .read(text.take()) : .error(.trailingBits)
            }
            _ = text.append(encoding.base + value)
            hasEnded = value == encoding.endSentinel
            index += width
        }
        return .error(text.isEmpty ? .noStartSentinel : hasEnded ? .longitudinalCheck : .noEndSentinel)
    }
}
