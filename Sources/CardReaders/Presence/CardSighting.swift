/// A card seen on a reader, and what is known about the time before.
public struct CardSighting: Hashable, Sendable {
    /// What is known about the time before the card was seen.
    public enum Before: Hashable, Sendable {
        /// The reader was seen empty, for so many milliseconds (0 when the absence fell between two looks).
        case empty(milliseconds: Int64)
        /// Nobody looked for so many milliseconds because pcscd was away, and a card lay there before.
        case unseen(milliseconds: Int64)
        /// Nobody looked before: this program has just started or the reader has just come.
        case unknown
    }

    /// The answer to reset as pcscd read it, empty for a mute card.
    public let atr: [UInt8]
    /// The card does not answer to reset.
    public let isMute: Bool
    /// What is known about the time before.
    public let before: Before

    /// For how many milliseconds the reader was seen empty before; nil where nobody looked.
    public var absence: Int64? {
        if case .empty(let milliseconds) = before { milliseconds } else { nil }
    }

    /// Makes a sighting.
    public init(atr: [UInt8], isMute: Bool, before: Before) {
        self.atr = atr
        self.isMute = isMute
        self.before = before
    }
}
