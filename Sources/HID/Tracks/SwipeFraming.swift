/// What a swipe reader in keyboard mode was told to type before the first and after the last track.
public struct SwipeFraming: Sendable, Hashable {
    public var prefix: [UInt8]
    /// Without the Enter or Tab that ends the message.
    public var suffix: [UInt8]

    public init(prefix: [UInt8] = [], suffix: [UInt8] = []) {
        self.prefix = prefix
        self.suffix = suffix
    }
}
