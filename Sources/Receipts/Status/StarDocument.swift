/// The two bytes that a Star printer sends back with its counter of printed ends.
public struct StarDocument: Sendable, Hashable {
    public let first: UInt8
    public let second: UInt8

    public init(first: UInt8, second: UInt8) {
        self.first = first
        self.second = second
    }

    /// Asks for an answer without meaning a receipt; no receipt's id makes it.
    public static let empty = StarDocument(first: 0x7E, second: 0x7E)

    /// Counts at a receipt's begin; no receipt's id makes it.
    public static let begin = StarDocument(first: 0x7D, second: 0x7D)

    /// The id of a receipt, four digits, two in each byte from 0x80 on: none of them is XON or XOFF, which a line would
    /// swallow. Nil for an id that is no number.
    public init?(_ id: ProcessID) {
        guard id.bytes.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let digits = id.bytes.map { $0 - 0x30 }
        self.init(first: 0x80 + digits[0] * 10 + digits[1], second: 0x80 + digits[2] * 10 + digits[3])
    }
}
