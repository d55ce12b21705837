/// The command that sounds a printer's beeper.
public enum Beeper: String, Sendable, Hashable, CaseIterable {
    /// `ESC B n t`.
    case escapeB = "esc-b"
    /// `BEL`.
    case bell = "bel"
}
