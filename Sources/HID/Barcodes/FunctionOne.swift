/// What the function character FNC1 at the beginning of a symbol says of its data.
public enum FunctionOne: Sendable, Hashable {
    case absent
    /// First: GS1 element strings.
    case gs1
    /// Second, behind a letter or two digits that name an industry's own format.
    case industry
}
