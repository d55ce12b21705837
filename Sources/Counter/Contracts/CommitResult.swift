/// What became of a submitted transaction.
public enum CommitResult: Sendable, Hashable {
    case committed
    /// The disk is full; nothing of it was written.
    case full
    /// The rows contradict the journal (a sequence that is not the next); nothing of it was written.
    case refused(String)
    /// One before it was not committed, on which it was decided; nothing of it was tried.
    case superseded
    /// Disk error: the writer accepts nothing more and the process must end (D8).
    case fatal(String)
}
