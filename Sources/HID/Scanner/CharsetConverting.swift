/// Converts bytes of a named charset; the system's `iconv` stands behind it outside of this module.
public protocol CharsetConverting {
    /// Nil when the charset is unknown or the bytes are not valid in it.
    func text(_ bytes: [UInt8], charset: String) -> String?
}
