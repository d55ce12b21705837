/// Why bytes are no track or no swipe; carries a place, never what stands there.
public struct TrackError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Reason: String, Sendable, Hashable {
        /// Nothing that begins as a track does.
        case notASwipe = "no track begins here"
        /// A start sentinel without its end sentinel.
        case unterminated = "the track has no end sentinel"
        /// A character that the track's encoding does not have.
        case illegalCharacter = "a character the track cannot hold"
        case tooLong = "the track is too long"
        /// A track number that was there before, or stands behind a higher one.
        case outOfOrder = "a track out of order"
        /// Something between the tracks or behind them.
        case strayText = "text outside the tracks"
    }

    public let reason: Reason
    /// Byte offset in what was given.
    public let position: Int

    public var description: String { "at byte \(position): \(reason.rawValue)" }
}
