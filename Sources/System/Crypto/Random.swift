import CCrypto

/// `count` unpredictable bytes from libcrypto's generator; any thread.
public func randomBytes(_ count: Int) throws(CryptoError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, count))
    guard RAND_bytes(&bytes, Int32(bytes.count)) == 1 else {
        throw CryptoError(call: "RAND_bytes")
    }
    return bytes
}
