import Crypto
import Domain

/// Time-based one-time passwords (RFC 6238) on HMAC-based ones (RFC 4226).
public struct TOTP: Sendable, Hashable {
    public enum Algorithm: String, Sendable, Hashable, CaseIterable {
        case sha1, sha256, sha512
    }

    public let algorithm: Algorithm
    /// 6 to 8.
    public let digits: Int
    public let periodMilliseconds: Int64

    /// Nil unless there are 6 to 8 digits and a period of 1 s to 1 h.
    public init?(algorithm: Algorithm = .sha1, digits: Int, periodMilliseconds: Int64 = 30_000) {
        guard (6...8).contains(digits), (1000...3_600_000).contains(periodMilliseconds) else {
            return nil
        }
        self.algorithm = algorithm
        self.digits = digits
        self.periodMilliseconds = periodMilliseconds
    }

    /// The number of whole periods since 1970; the first is 0, and times before it belong to it.
    public func step(at time: Instant) -> Int64 { max(0, time.milliseconds) / periodMilliseconds }

    /// The ASCII digits of the step's code (RFC 4226 §5.3).
    public func code(of step: Int64, key: KeyMaterial) -> [UInt8] {
        let moving = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let hash = key.withBytes { key in
            switch algorithm {
            case .sha1: HMACSHA1.code(of: moving, key: key)
            case .sha256: HMACSHA256.code(of: moving, key: key)
            case .sha512: HMACSHA512.code(of: moving, key: key)
            }
        }
        let offset = Int(hash[hash.count - 1] & 15)
        var number = hash[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        var code = [UInt8](repeating: 0x30, count: digits)
        for index in code.indices.reversed() {
            code[index] = 0x30 + UInt8(number % 10)
            number /= 10
        }
        return code
    }
}
