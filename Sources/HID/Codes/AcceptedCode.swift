import Crypto
import Domain

/// A dynamic code that was accepted, as it is remembered: without the member's key nobody can tell whose it was, or which.
public struct AcceptedCode: Sendable, Hashable {
    /// HMAC-SHA-256, under the member's key, of `countertop accepted step`, scheme and number, each with a zero byte behind it,
    /// and the step, eight bytes big-endian.
    public let mark: [UInt8]
    /// The first time at which the code would not be accepted any more.
    public let until: Instant

    public init(mark: [UInt8], until: Instant) {
        self.mark = mark
        self.until = until
    }

    /// `scheme` keeps a member and a cashier apart who have the same number and key.
    init(scheme: String, member: String, step: Int64, key: KeyMaterial, until: Instant) {
        let moving = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        // Longer than the eight bytes a code is made of: the one never stands for the other.
        let text = ["countertop accepted step", scheme, member].flatMap { Array($0.utf8) + [0] } + moving
        self.init(mark: key.withBytes { HMACSHA256.code(of: text, key: $0) }, until: until)
    }
}
