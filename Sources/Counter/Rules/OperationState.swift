import Domain

/// The arrows between an operation's persisted states.
public enum OperationState {
    /// Whether a row in `from` may become `to`; the same state again is a rewrite of other columns.
    public static func follows(_ from: Operation.State, _ to: Operation.State) -> Bool {
        from == to || next(from).contains(to)
    }

    static func next(_ state: Operation.State) -> [Operation.State] {
        switch state {
        case .created: [.awaitingCard, .sent, .cancelled, .expired, .declined, .offlineAccepted]
        case .awaitingCard: [.created, .sent, .cancelled, .expired, .declined, .offlineAccepted]
        case .sent: [.approved, .confirmed, .declined, .unknown, .offlineAccepted]
        case .approved: [.confirmed, .reversing]
        case .unknown: [.approved, .confirmed, .declined, .reversing]
        case .offlineAccepted: [.confirmed, .declined]
        case .reversing: [.reversed, .confirmed]
        case .declined, .confirmed, .reversed, .cancelled, .expired: []
        }
    }
}
