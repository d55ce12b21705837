/// How characters stand on a track (ISO/IEC 7811): bits least significant first, then odd parity.
public enum TrackEncoding: Sendable, Hashable, CaseIterable {
    /// Track 1: six bits and parity, characters from space on.
    case iata
    /// Tracks 2 and 3: four bits and parity, characters from `0` on.
    case aba

    /// With parity.
    var bitsPerCharacter: Int { self == .iata ? 7 : 5 }

    /// ASCII of the value zero.
    var base: UInt8 { self == .iata ? 0x20 : 0x30 }

    /// Data bits of one character.
    var mask: UInt8 { self == .iata ? 0x3F : 0x0F }

    /// `%` or `;`.
    var startSentinel: UInt8 { self == .iata ? 0x05 : 0x0B }

    /// `?`.
    var endSentinel: UInt8 { self == .iata ? 0x1F : 0x0F }
}
