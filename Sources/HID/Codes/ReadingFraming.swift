/// What a swipe reader or scanner was told to send before and after each reading.
public struct ReadingFraming: Sendable, Hashable {
    public var prefix: [UInt8]
    /// Without the Enter or Tab that ends the message.
    public var suffix: [UInt8]

    public init(prefix: [UInt8] = [], suffix: [UInt8] = []) {
        self.prefix = prefix
        self.suffix = suffix
    }

    /// What stands between prefix and suffix, each only if it is there; `text` itself is left as it is.
    func strip(_ text: SensitiveBytes) -> SensitiveBytes {
        text.withBytes { bytes in
            var rest = bytes[...]
            if rest.starts(with: prefix) {
                rest = rest.dropFirst(prefix.count)
            }
            if rest.count >= suffix.count, rest.suffix(suffix.count).elementsEqual(suffix) {
                rest = rest.dropLast(suffix.count)
            }
            return SensitiveBytes(rest)
        }
    }
}
