import Crypto

/// A track of a reader that does not decode (card type 04 or 84): a track indicator 01, 02 or 03 where the reader sends one,
/// then the bits that passed its head.
///
/// The manuals do not say which bit of a byte passed first, so both orders are tried, and for track 3 both codings (ISO five bits,
/// AAMVA seven). Sentinels, parity and check leave one reading; where they leave two different ones, it is none.
enum IDTechRawTrack {
    /// Decodes track `index`, counted from 0, and overwrites the bits.
    static func decode(_ bits: SensitiveBytes, track index: Int) -> TrackReading {
        defer { bits.wipe() }
        var bytes = bits.withBytes { $0.first == UInt8(index + 1) ? Array($0.dropFirst()) : Array($0) }
        defer { zeroise(&bytes) }
        let encodings: [TrackEncoding] = index == 0 ? [.iata] : index == 1 ? [.aba] : [.aba, .iata]
        var found: TrackReading?
        var fault: TrackReading?
        for encoding in encodings {
            for order in [RawTrackBits.Order.mostSignificantFirst, .leastSignificantFirst] {
                let reading = RawTrackDecoder.decode(RawTrackBits(bytes, order: order), encoding)
                switch (reading, found) {
                case (.read, nil): found = reading
                case (.read(let one), .read(let other)?):
                    let isSame = one.withBytes { bytes in other.withBytes { $0.elementsEqual(bytes) } }
                    one.wipe()
                    if !isSame {
                        other.wipe()
                        return .error(.ambiguous)
                    }
                case (.blank, _): return .blank
                default: fault = fault ?? reading
                }
            }
        }
        return found ?? fault ?? .blank
    }
}
