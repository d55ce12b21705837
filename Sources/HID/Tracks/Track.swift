import Crypto

/// One decoded track of a card; its text is a secret until recognition has said that it is no bank card.
public struct Track: Sendable, CustomStringConvertible {
    /// Buffers of swipe readers hold 110 characters a track; the standards ask for 79, 40 and 107.
    public static let longestData = 110

    public let number: TrackNumber
    public let encoding: TrackEncoding
    /// The ISO start sentinel of the encoding (whatever the reader substituted), the data, and `?`; no LRC.
    public let text: SensitiveBytes

    /// Takes the data between the sentinels; small letters, as a wrong Caps Lock makes them, become the capitals of the 7-bit alphabet.
    public init(
        number: TrackNumber,
        encoding: TrackEncoding,
        data: some Collection<UInt8>
    ) throws(TrackError) {
        guard data.count <= Self.longestData else {
            throw TrackError(reason: .tooLong, position: Self.longestData)
        }
        var text = [encoding.startCharacter]
        text.reserveCapacity(data.count + 2)
        defer { zeroise(&text) }
        for (position, byte) in data.enumerated() {
            let folded = encoding == .iata && (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
            guard encoding.holds(folded) else {
                throw TrackError(reason: .illegalCharacter, position: position)
            }
            text.append(folded)
        }
        text.append(TrackEncoding.endCharacter)
        self.number = number
        self.encoding = encoding
        self.text = SensitiveBytes(text)
    }

    public var description: String {
        "track \(number.rawValue), \(encoding == .aba ? "5-bit" : "7-bit"), \(text.count) characters"
    }
}
