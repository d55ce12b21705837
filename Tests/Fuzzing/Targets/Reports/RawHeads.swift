import FuzzSupport
import HID

enum RawHeads {
    static func anything(_ input: inout FuzzInput) {
        let encoding = input.choice(TrackEncoding.allCases)
        let order = input.choice([RawTrackBits.Order.leastSignificantFirst, .mostSignificantFirst])
        let spare = Int(input.byte() % 8)
        let packed = input.bytes(120)
        let bits = RawTrackBits(packed, count: packed.count * 8 - spare, order: order)
        guard case .read(let text) = RawTrackDecoder.decode(bits, encoding) else {
            return
        }
        let characters = copy(text)
        require(characters.count * (encoding == .iata ? 7 : 5) <= bits.count, "a track is no longer than its bits")
        require(characters.first == (encoding == .iata ? 0x25 : 0x3B), "a track begins with its sentinel")
        require(characters.last == 0x3F && !characters.dropLast().contains(0x3F), "a track ends with its sentinel")
        guard let encoded = RawTrackEncoder.bits(characters, encoding),
            case .read(let again) = RawTrackDecoder.decode(encoded, encoding)
        else {
            return
        }
        require(copy(again) == characters, "what was read is read again")
    }

    /// A track as a card has it, swiped either way; a single wrong bit is noticed.
    static func encoded(_ input: inout FuzzInput) {
        let encoding = input.choice(TrackEncoding.allCases)
        let backwards = input.byte() & 1 == 1
        let wrong = Int(input.byte()) | Int(input.byte()) << 8
        let (base, mask): (UInt8, UInt8) = encoding == .iata ? (0x20, 0x3F) : (0x30, 0x0F)
        let data = input.bytes(40).map { base + $0 & mask }.filter { $0 != 0x3F }
        let text = [encoding == .iata ? 0x25 : 0x3B] + data + [0x3F]
        guard let bits = RawTrackEncoder.bits(text, encoding, backwards: backwards) else {
            require(false, "every character of the alphabet has its code")
            return
        }
        switch RawTrackDecoder.decode(bits, encoding) {
        case .read(let read): require(copy(read) == text, "what is on the card is read")
        case .error(.ambiguous): break
        default: require(false, "a good swipe is read")
        }
        var packed = bits.packed
        let place = wrong % (bits.count - 40) + 20
        packed[place / 8] ^= 1 << UInt8(place % 8)
        if case .read = RawTrackDecoder.decode(RawTrackBits(packed, count: bits.count, order: bits.order), encoding) {
            require(false, "a wrong bit is never overlooked")
        }
    }
}
