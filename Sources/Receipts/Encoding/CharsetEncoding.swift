/// Turns characters into the bytes of a charset; `Iconv` of the system does it.
public protocol CharsetEncoding: Sendable {
    /// The character's bytes in `charset` (a name of glibc's iconv); nil when it has none there or the charset is
    /// unknown.
    func encode(_ scalar: Unicode.Scalar, to charset: String) -> [UInt8]?
}
