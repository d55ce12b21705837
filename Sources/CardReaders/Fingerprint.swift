import Crypto

/// Tells the same card again without keeping its number.
enum Fingerprint {
    /// SHA-256 over ATR and identity, hexadecimal.
    static func text(atr: [UInt8], identity: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        let hash = SHA256.hash([UInt8(truncatingIfNeeded: atr.count)] + atr + identity)
        return String(hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
