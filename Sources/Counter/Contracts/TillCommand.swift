import Domain

/// What a till, console or command asks the counter to do.
public enum TillCommand: Sendable, Hashable {
    case begin(lane: LaneName, request: OperationRequest)
    /// Whole amount of a confirmed operation of the same shift.
    case void(operation: EntityID)
    case cancel(operation: EntityID)
    case endVisit(lane: LaneName)
    /// A receipt of the till's own, typed or in ReceiptLine.
    case print(lane: LaneName, document: JSONValue)
    case reprint(job: EntityID)
    /// Begins a new shift at a time that has passed, and prints the report of the one before.
    case endShift(lane: LaneName, begun: Instant, report: JSONValue)
    /// A till gets a token of its own, whose SHA-256 this is.
    case pair(till: String, tokenHash: [UInt8])
    /// The till's token is worth nothing any more.
    case unpair(till: String)
    /// Does nothing; its answer says that all that was decided before it is committed.
    case barrier
    /// A receipt that has not ended is not wanted any more.
    case cancelReceipt(job: EntityID)
    /// A person has cleared up an operation whose reversal or offline sale the core refused.
    case settle(operation: EntityID, as: Settlement.Resolution, by: String, reason: String)

    /// Whether the command needs an idempotency key.
    public var movesMoneyOrPaper: Bool {
        switch self {
        case .begin, .void, .print, .reprint, .endShift, .settle: true
        case .cancel, .endVisit, .cancelReceipt, .pair, .unpair, .barrier: false
        }
    }
}
