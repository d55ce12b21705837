/// What one key gives at one level of a layout.
public enum KeyOutput: Sendable, Hashable {
    case character(Unicode.Scalar)
    /// An accent that waits for the next character.
    case dead(Unicode.Scalar)
}
