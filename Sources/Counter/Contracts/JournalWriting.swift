/// The write side of the journal: one transaction a call, in the order of the calls, several of them in one fsync under load.
public protocol JournalWriting: AnyObject, Sendable {
    /// Hands a transaction to the writer's thread without blocking; an empty one only keeps its place in the order.
    ///
    /// `completion` is called exactly once, on the writer's thread, after the commit is durable or has failed.
    func submit(_ changes: [Change], mayUseReserve: Bool, completion: @escaping @Sendable (CommitResult) -> Void)
}
