/// One scan or swipe as a keyboard-mode device typed it, without its terminator.
public struct KeyboardMessage: Sendable {
    public enum End: Sendable, Hashable {
        /// Enter, Tab or another terminator.
        case terminator(Unicode.Scalar)
        /// Nothing came for as long as the settings say.
        case idle
    }

    /// UTF-8. It may be a card number; nothing else of the message is kept, no keys above all.
    public let text: SensitiveBytes
    public let end: End
}
