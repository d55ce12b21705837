/// Why bytes are no block of an ID TECH reader; carries no card data.
public enum IDTechError: Error, Sendable, Hashable, CustomStringConvertible {
    case report(HIDReportError)
    /// The first byte is not STX.
    case noStart(UInt8)
    /// Fewer bytes than a block has at least, or than its length says.
    case short(expected: Int, received: Int)
    /// A length that no swipe has.
    case length(Int)
    /// The last byte is not ETX.
    case noEnd(UInt8)
    /// The exclusive-or of the data is not the block's.
    case longitudinalCheck
    /// The sum of the data is not the block's.
    case checksum
    /// The fields that the block announces are longer than its data.
    case fieldsBeyondData
    /// Bytes that no announced field accounts for.
    case unusedBytes(Int)

    public var description: String {
        switch self {
        case .report(let error): error.description
        case .noStart(let byte): "a block that begins with \(String(byte, radix: 16)) instead of STX"
        case .short(let expected, let received): "a block of \(received) bytes where \(expected) are due"
        case .length(let length): "a block length of \(length)"
        case .noEnd: "a block without ETX"
        case .longitudinalCheck: "a block whose LRC is wrong"
        case .checksum: "a block whose checksum is wrong"
        case .fieldsBeyondData: "a block shorter than its fields"
        case .unusedBytes(let count): "a block with \(count) bytes too many"
        }
    }
}
