import Domain

/// When the rules look at an open operation again.
struct OperationAlarm: Sendable, Hashable {
    let operation: EntityID
    /// Monotonic ms.
    var at: Int64
}
