/// What a typist does for one character or a part of one.
public enum KeyStroke: Sendable, Hashable {
    /// One key with modifiers.
    case key(UInt8, KeyModifiers)
    /// Keys typed one after another with Alt held all the time.
    case altCode([UInt8])
}
