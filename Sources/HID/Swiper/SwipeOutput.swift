/// What a vendor swipe reader's report holds.
public enum SwipeOutput: Sendable {
    case reading(SwipeReading)
    /// Tracks one after another as a wedge reader types them, with sentinels, for the track parser; `failed` are the numbers
    /// of tracks that the reader could not decode, which are not blank.
    case typed(SensitiveBytes, failed: [Int])
}
