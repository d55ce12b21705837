/// What the scanner did with a check character that the symbology leaves optional.
public enum CheckCharacter: Sendable, Hashable {
    case notChecked
    /// It was right and is the last character of the data.
    case sent
    /// It was right and is not in the data.
    case stripped
}
