/// Rows that are committed together or not at all; one without rows only keeps its place in the order.
public struct JournalTransaction: Sendable, Hashable {
    public let changes: [Change]
    /// Outcomes and reversals may use the journal's reserve on a full disk.
    public let mayUseReserve: Bool

    public init(changes: [Change], mayUseReserve: Bool = false) {
        self.changes = changes
        self.mayUseReserve = mayUseReserve
    }
}
