import CCrypto

/// HMAC with SHA-256 (RFC 2104) by libcrypto.
public enum HMACSHA256 {
    /// The 32-byte code of `bytes` under `key`; any thread.
    public static func code(of bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: SHA256.byteCount)
        var length: UInt32 = 0
        let done = HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &code, &length)
        precondition(done != nil && length == 32, "libcrypto has no HMAC-SHA-256")
        return code
    }
}
