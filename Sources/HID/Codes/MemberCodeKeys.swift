import Crypto
import Domain

/// Where the key of a member's dynamic code comes from.
public enum MemberCodeKeys: Sendable {
    /// Each member's key is derived from the shop's by HKDF (RFC 5869) with SHA-256, no salt and this info:
    /// `countertop member code`, a zero byte, the member's number. 32 bytes. So a counter needs no table to know all members.
    case derived(from: KeyMaterial)
    /// Keys by member.
    case table([String: KeyMaterial])
    /// The core's keys, which a profile does not have yet; see `CodeProfile.with(coreKeys:)`.
    case core

    /// Nil when the member has no key.
    func key(of member: String) -> KeyMaterial? {
        switch self {
        case .table(let keys): return keys[member]
        case .core: return nil
        case .derived(let shop):
            var pseudorandom = shop.withBytes { key in
                HMACSHA256.code(of: key, key: [UInt8](repeating: 0, count: SHA256.byteCount))
            }
            defer { zeroise(&pseudorandom) }
            let info = Array("countertop member code".utf8) + [0] + Array(member.utf8)
            // One block of the output is all that is needed: its counter is 1.
            return KeyMaterial(HMACSHA256.code(of: info + [1], key: pseudorandom))
        }
    }
}
