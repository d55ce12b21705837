/// The command that sounds a printer's beeper.
public enum Beeper: String, Sendable, Hashable, CaseIterable {
    /// `ESC B n t`.
    case escapeB = "esc-b"
    /// `ESC ( A` function 48: Epson's buzzer, where one is built in or plugged in.
    case escapeParenthesisA = "esc-paren-a"
    /// `ESC GS EM` or `ESC * r V`: the buzzer at a Star printer's first connector.
    case star
    /// `BEL`.
    case bell = "bel"
}
