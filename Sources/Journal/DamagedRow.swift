/// A row whose bytes are not what was written; it is never delivered or acted on.
public struct DamagedRow: Sendable, Hashable, CustomStringConvertible {
    /// `events`, `operations`, `receipts`.
    public let table: String
    /// Position of an event, id of the others.
    public let key: String

    public init(table: String, key: String) {
        self.table = table
        self.key = key
    }

    public var description: String { "\(table) \(key)" }
}
