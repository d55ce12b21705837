/// The command by which a printer prints a picture stored in it.
public enum LogoCommand: String, Sendable, Hashable, CaseIterable {
    /// `GS ( L` function 69: by a key of two characters.
    case keys
    /// `FS p`: by a number, which a key of two digits names.
    case numbers
}
