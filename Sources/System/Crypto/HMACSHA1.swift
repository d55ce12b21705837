import CCrypto

/// HMAC with SHA-1 (RFC 2104) by libcrypto: for time-based codes (RFC 6238), whose authenticators know nothing else.
public enum HMACSHA1 {
    /// The 20-byte code of `bytes` under `key`; any thread.
    public static func code(of bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        hmacCode(of: bytes, key: key, digest: EVP_sha1(), count: 20)
    }
}
