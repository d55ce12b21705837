import CCrypto

/// The HMAC (RFC 2104) of `bytes` under `key` with a digest of `count` bytes; any thread.
func hmacCode(of bytes: [UInt8], key: [UInt8], digest: OpaquePointer?, count: Int) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: count)
    var length: UInt32 = 0
    let done = HMAC(digest, key, Int32(key.count), bytes, bytes.count, &code, &length)
    // libcrypto can fail here only without its default provider or without memory.
    precondition(done != nil && Int(length) == count, "libcrypto has no such HMAC")
    return code
}
