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
    /// A receipt that has not ended is not wanted any more.
    case cancelReceipt(job: EntityID)

    /// Whether the command needs an idempotency key.
    public var movesMoneyOrPaper: Bool {
        switch self {
        case .begin, .void, .print, .reprint: true
        case .cancel, .endVisit, .cancelReceipt: false
        }
    }
}
