import Domain

/// What came back from the core link.
public enum CoreAnswer: Sendable, Hashable {
    /// `result` is `member`, `unknown`, `lost` or `stopped`; nil when the core did not answer.
    case resolved(lane: LaneName, event: EntityID, result: String?, member: MemberSnapshot?)
    case outcome(EntityID, attempt: Int, OperationOutcome)
    /// The core was asked by id and has never seen it.
    case neverSeen(EntityID, attempt: Int)
    /// Nothing was sent: no connection was made.
    case notSent(EntityID, attempt: Int, reason: String)
    /// Sent, but no usable answer: the outcome is unknown.
    case lost(EntityID, attempt: Int, reason: String)
    /// The core's cumulative acknowledgement.
    case acknowledged(EventStream, epoch: String, sequence: Int64)
    /// The core refuses event `sequence` for itself.
    case rejected(EventStream, epoch: String, sequence: Int64, code: String)
    /// The core knows this epoch beyond our head or with other ids: a restored backup. A new epoch must begin.
    case epochConflict(String)
    case linkUp
    case linkDown(reason: String)
    case hotlist(added: [HotlistEntry], removed: [HotlistEntry], version: String)
    /// Changes of the list of keys; those withdrawn come without one.
    case memberKeys([MemberKey], version: String)
}
