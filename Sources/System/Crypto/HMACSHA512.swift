import CCrypto

/// HMAC with SHA-512 (RFC 2104) by libcrypto.
public enum HMACSHA512 {
    /// The 64-byte code of `bytes` under `key`; any thread.
    public static func code(of bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        hmacCode(of: bytes, key: key, digest: EVP_sha512(), count: 64)
    }
}
