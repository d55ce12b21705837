/// The id of `GS ( H` function 48: four characters from space to `~`.
public struct ProcessID: Sendable, Hashable, CustomStringConvertible {
    /// Four bytes, each 0x20…0x7E.
    public let bytes: [UInt8]

    /// Asks for an answer without meaning a job; a job's id is never this one, because it has digits.
    public static let empty = ProcessID(unchecked: [0x20, 0x20, 0x20, 0x20])

    /// Nil unless there are exactly four bytes and the command takes each of them.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 4, bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            return nil
        }
        self.bytes = bytes
    }

    public init?(_ text: String) {
        self.init(Array(text.utf8))
    }

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
