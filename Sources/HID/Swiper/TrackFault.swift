/// Why a track with something on it gave no characters.
public enum TrackFault: Sendable, Hashable {
    /// The reader says that it could not decode the track.
    case undecodable
    /// The reader's keys are used up: it reads no more cards.
    case keysExhausted
    /// The reader states more characters than its field can hold.
    case lengthBeyondField(Int)
    case noStartSentinel
    case noEndSentinel
    /// Even parity in character `index`, counted from the start sentinel.
    case parity(character: Int)
    /// The longitudinal redundancy check does not come out even.
    case longitudinalCheck
    /// More than clocking zeros after the check.
    case trailingBits
    /// Both swipe directions decode, to different characters.
    case ambiguous
    case tooLong
}
