import HID
import Testing

@Suite("Raw heads")
struct RawHeadTests {
    /// One bit a character, as they pass the head.
    private func bits(_ text: String, order: RawTrackBits.Order = .leastSignificantFirst) -> RawTrackBits {
        let bits = text.filter { $0 != " " }
        var packed = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
        for (index, bit) in bits.enumerated() where bit == "1" {
            packed[index / 8] |= 1 << UInt8(order == .leastSignificantFirst ? index % 8 : 7 - index % 8)
        }
        return RawTrackBits(packed, count: bits.count, order: order)
    }

    private static let short = "00000 11010 10000 11111 10101 00000"

    @Test(
        "golden bits of both encodings, in both orders of packing",
        arguments: [
            RawTrackBits.Order.leastSignificantFirst, .mostSignificantFirst,
        ]
    )
    func golden(order: RawTrackBits.Order) {
        // `;` 0B, `1` 1, `?` 0F, check 5; four bits, least significant first, and odd parity.
        #expect(RawTrackDecoder.decode(bits(Self.short, order: order), .aba).summary == ";1?")
        // `%` 05, `A` 21, `?` 1F, check 3B; six bits and odd parity.
        let iata = "000 1010001 1000011 1111100 1101110 000"
        #expect(RawTrackDecoder.decode(bits(iata, order: order), .iata).summary == "%A?")
    }

    @Test("a swipe against the direction gives the same characters, with any number of zeros around")
    func backwards() {
        for zeros in [0, 1, 7, 33] {
            let padding = String(repeating: "0", count: zeros)
            let backward = padding + String(Self.short.filter { $0 != " " }.reversed())
            #expect(RawTrackDecoder.decode(bits(backward), .aba).summary == ";1?")
            #expect(RawTrackDecoder.decode(bits(padding + "11010 10000 11111 10101"), .aba).summary == ";1?")
        }
    }

    @Test("the published check character: 6 for the example track")
    func published() throws {
        let track = Array(";5452300551227189=080432100000007250?".utf8)
        let encoded = try #require(RawTrackEncoder.bits(track, .aba, leadingZeros: 0, trailingZeros: 0))
        #expect(encoded.count == (track.count + 1) * 5)
        let check = (encoded.count - 5..<encoded.count).map { encoded.packed[$0 / 8] >> UInt8($0 % 8) & 1 }
        #expect(check == [0, 1, 1, 0, 1])
        #expect(RawTrackDecoder.decode(encoded, .aba).summary == String(decoding: track, as: UTF8.self))
    }

    @Test("encoder and decoder agree on random tracks in both directions and orders")
    func roundTrip() throws {
        var random = HIDRandom(state: 7)
        for encoding in TrackEncoding.allCases {
            let (first, last): (UInt8, UInt8) = encoding == .iata ? (0x20, 0x5F) : (0x30, 0x3F)
            let sentinel: UInt8 = encoding == .iata ? 0x25 : 0x3B
            for _ in 0..<60 {
                let data = (0..<Int.random(in: 0...76, using: &random)).map { _ in
                    UInt8.random(in: first...last, using: &random)
                }
                let track = [sentinel] + data.filter { $0 != 0x3F } + [0x3F]
                for backwards in [false, true] {
                    let bits = try #require(
                        RawTrackEncoder.bits(
                            track,
                            encoding,
                            leadingZeros: Int.random(in: 0...40, using: &random),
                            trailingZeros: Int.random(in: 0...40, using: &random),
                            backwards: backwards,
                            order: Bool.random(using: &random) ? .leastSignificantFirst : .mostSignificantFirst
                        )
                    )
                    #expect(RawTrackDecoder.decode(bits, encoding).clear?.copied == track)
                }
            }
        }
        #expect(RawTrackEncoder.bits(Array("a".utf8), .iata) == nil)
        #expect(RawTrackEncoder.bits(Array("A".utf8), .aba) == nil)
    }

    @Test(
        "no bit but zeros is a blank track, anything else an error",
        arguments: [
            ("", "blank"), ("0000000000", "blank"), ("1", "noStartSentinel"), ("10000", "noStartSentinel"),
            ("11010 10000 11111 10101 00100", "trailingBits"), ("11010 10000 11111", "longitudinalCheck"),
            ("11010 10000 10000", "noEndSentinel"), ("11010 10000 11111 10100", "parity(character: 3)"),
            ("11010 10000 11111 00001", "longitudinalCheck"), ("11010 10001 11111 10101", "parity(character: 1)"),
            ("11010", "noEndSentinel"), ("11011 10000 11111 10101", "parity(character: 0)"),
        ]
    )
    func faults(text: String, expected: String) {
        #expect(RawTrackDecoder.decode(bits("000" + text + "000"), .aba).summary == expected)
    }

    @Test("a track whose end looks like an empty track from behind is read from its beginning")
    func fromBehind() throws {
        // The check is `:` (A), whose bits backwards are the start sentinel; the 4 before the end sentinel is the check of an empty track.
        let track = Array(";1294?".utf8)
        for backwards in [false, true] {
            let bits = try #require(RawTrackEncoder.bits(track, .aba, backwards: backwards))
            #expect(RawTrackDecoder.decode(bits, .aba).clear?.copied == track)
        }
    }

    @Test("no single wrong bit passes for the track, and no truncation for a shorter one")
    func damage() throws {
        let track = Array(";0012345678?".utf8)
        let bits = try #require(RawTrackEncoder.bits(track, .aba, leadingZeros: 5, trailingZeros: 5))
        for index in 5..<bits.count - 5 {
            var packed = bits.packed
            packed[index / 8] ^= 1 << UInt8(index % 8)
            let damaged = RawTrackDecoder.decode(RawTrackBits(packed, count: bits.count, order: bits.order), .aba)
            #expect(damaged.clear == nil, "bit \(index)")
        }
        for count in 0..<bits.count - 5 {
            let cut = RawTrackDecoder.decode(RawTrackBits(bits.packed, count: count, order: bits.order), .aba)
            #expect(cut.clear == nil, "\(count) bits")
        }
    }

    @Test("too many bits are refused, random ones never trap, and no track prints its bits")
    func limits() {
        #expect(
            RawTrackDecoder.decode(RawTrackBits([UInt8](repeating: 0, count: 513), order: .mostSignificantFirst), .aba)
                .summary == "tooLong"
        )
        var random = HIDRandom(state: 8)
        for _ in 0..<1000 {
            let bits = RawTrackBits(random.bytes(upTo: 100), order: .mostSignificantFirst)
            for encoding in TrackEncoding.allCases {
                #expect(RawTrackDecoder.decode(bits, encoding).clear?.count ?? 2 >= 2)
            }
        }
        var dumped = ""
        dump(RawTrackBits([0xAB, 0xCD], order: .mostSignificantFirst), to: &dumped)
        #expect(dumped.contains("16 bits of a track"))
        #expect(!dumped.contains("171"))
    }
}
