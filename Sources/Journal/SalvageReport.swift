/// What could be read of a damaged journal.
public struct SalvageReport: Sendable, Hashable, CustomStringConvertible {
    public var events = 0
    public var operations = 0
    public var receipts = 0
    public var keys = 0
    /// Ranges of rows that could not be read.
    public var unreadable: [DamagedRow] = []

    public init() {}

    public var description: String {
        "\(events) undelivered events, \(operations) operations, \(receipts) receipts and \(keys) keys saved; \(unreadable.count) ranges unreadable"
    }
}
