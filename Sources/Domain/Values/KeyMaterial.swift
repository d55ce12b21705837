import Crypto

/// A secret key of a card or a member code: never printed, overwritten when it goes away.
public final class KeyMaterial: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// Written in `init` and `deinit` only.
    private nonisolated(unsafe) let storage: UnsafeMutableBufferPointer<UInt8>

    public init(_ bytes: [UInt8]) {
        storage = .allocate(capacity: bytes.count)
        _ = storage.initialize(from: bytes)
    }

    deinit {
        zeroise(storage)
        storage.deallocate()
    }

    public var count: Int { storage.count }

    /// Lends the bytes for one command or code; the caller lets them go at once.
    public func withBytes<Result, Failure: Error>(_ body: ([UInt8]) throws(Failure) -> Result) throws(Failure) -> Result
    {
        try body(Array(storage))
    }

    /// Reads hexadecimal digits with or without spaces; nil for anything else.
    public convenience init?(hexadecimal text: String) {
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in text where !character.isWhitespace {
            guard let digit = character.hexDigitValue else {
                return nil
            }
            if let first = high {
                bytes.append(first << 4 | UInt8(digit))
                high = nil
            } else {
                high = UInt8(digit)
            }
        }
        guard high == nil, !bytes.isEmpty else {
            return nil
        }
        self.init(bytes)
    }

    public var description: String { "key of \(count) bytes" }
    public var debugDescription: String { description }
}
