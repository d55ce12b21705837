/// A response APDU: data and status word.
public struct ResponseAPDU: Sendable, Hashable {
    public let data: [UInt8]
    public let status: StatusWord

    /// Nil for fewer than two bytes: that is no answer of a card.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count >= 2 else {
            return nil
        }
        data = Array(bytes.dropLast(2))
        status = StatusWord(UInt16(bytes[bytes.count - 2]) << 8 | UInt16(bytes[bytes.count - 1]))
    }
}
