import CCrypto

/// HMAC with SHA-256 (RFC 2104) by libcrypto.
public enum HMACSHA256 {
    /// The 32-byte code of `bytes` under `key`; any thread.
    public static func code(of bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        hmacCode(of: bytes, key: key, digest: EVP_sha256(), count: SHA256.byteCount)
    }
}
