/// The write side of the journal.
public protocol JournalWriting: AnyObject, Sendable {
    /// Commits transactions in their order, all with one fsync, and says of each what became of it; any thread.
    ///
    /// Each was decided upon those before it: after the first that is not committed none is, unless the disk failed they are
    /// `superseded`.
    ///
    /// Blocks until they are durable or have failed. It is done on the calling thread: another one to hand them to, and to be woken
    /// by, would cost a tap more time than the rows themselves.
    func commit(_ transactions: [JournalTransaction]) -> [CommitResult]
}
