import CCrypto

/// SHA-256 (FIPS 180-4) by libcrypto.
public enum SHA256 {
    /// Bytes of a digest.
    public static let byteCount = 32

    /// The 32-byte digest of `bytes`; any thread.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: byteCount)
        var length: UInt32 = 0
        let done = EVP_Digest(bytes, bytes.count, &digest, &length, algorithm, nil)
        // libcrypto can fail here only without its default provider or without memory; no digest is better than a wrong one.
        precondition(done == 1 && length == 32, "libcrypto has no SHA-256")
        return digest
    }

    // Fetched once: an implicit fetch per call costs more than the hash of a short row.
    nonisolated(unsafe) private static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)
}
