import Domain
import Receipts

/// What a lane's shift took and gave, from the operations that were settled in it.
public struct ShiftReport: Sendable, Hashable {
    /// Operations of one kind, or parts of payments of one way.
    public struct Sum: Sendable, Hashable {
        /// `sale`; of payments `account`, `points`, `coupon`, `outside`.
        public let kind: String
        /// What a payment outside is called: `cash`, `alipay`.
        public let name: String?
        public var count: Int64 = 0
        /// Smallest unit; payments count what was given back against what was taken.
        public var amount: Int64 = 0

        init(kind: String, name: String? = nil) {
            self.kind = kind
            self.name = name
        }
    }

    public let lane: LaneName
    /// Nil for the first shift of a journal.
    public let begun: Instant?
    public let until: Instant
    public let currency: Currency
    /// In the order of `Operation.Kind.allCases`; only those that occurred.
    public private(set) var operations: [Sum] = []
    /// In the order in which they first occurred.
    public private(set) var tenders: [Sum] = []
    /// Sales less refunds and voided sales.
    public private(set) var total: Int64 = 0
    /// Operations without an end yet: none of the sums holds them.
    public private(set) var open: Int64 = 0

    /// `settled` are the lane's operations that were settled in the shift or are still open; `originals` those that refunds and
    /// voids name.
    public init(
        lane: LaneName,
        begun: Instant?,
        until: Instant,
        currency: Currency,
        settled: [Operation],
        originals: [Operation]
    ) {
        self.lane = lane
        self.begun = begun
        self.until = until
        self.currency = currency
        for operation in settled where Self.belongs(operation, begun: begun, until: until) {
            add(operation, original: originals.first { $0.id == operation.request.original })
        }
        let order = Operation.Kind.allCases.map(\.rawValue)
        operations.sort { (order.firstIndex(of: $0.kind) ?? 0) < (order.firstIndex(of: $1.kind) ?? 0) }
    }

    /// An operation belongs to the shift in which the counter had its end: a sale accepted offline to that of its acceptance, not
    /// to that in which the core heard of it.
    private static func belongs(_ operation: Operation, begun: Instant?, until: Instant) -> Bool {
        let wasOffline = operation.state == .offlineAccepted || operation.settlingSequence != nil
        let time = wasOffline ? operation.created : operation.updated
        return time >= begun ?? Instant(milliseconds: .min) && time < until
    }

    private mutating func add(_ operation: Operation, original: Operation?) {
        switch operation.state {
        case .confirmed, .offlineAccepted: break
        case .declined, .reversed, .cancelled, .expired: return
        case .created, .awaitingCard, .sent, .approved, .unknown, .reversing:
            open += 1
            return
        }
        let amount = operation.request.amount.minor
        add(amount, to: Sum(kind: operation.kind.rawValue), in: \.operations)
        guard operation.kind.movesMoney else {
            return
        }
        let isBack = operation.kind == .refund || operation.kind == .void
        if operation.kind == .sale {
            total = sum(total, amount)
        } else if isBack, original == nil || original?.kind == .sale {
            total = sum(total, 0 &- amount)
        }
        // What is given back goes the way it came.
        let payer = isBack ? original?.payment : operation.payment
        for tender in ShiftReport.tenders(of: operation, original: original) {
            let isCode = tender.kind == .account && payer != nil
            let name = isCode ? payer?.scheme : tender.kind == .outside ? tender.reference : nil
            add(
                isBack ? 0 &- tender.amount : tender.amount,
                to: Sum(kind: isCode ? Tender.Kind.outside.rawValue : tender.kind.rawValue, name: name),
                in: \.tenders
            )
        }
    }

    /// Those that were named; else the account, and of a recharge something outside.
    private static func tenders(of operation: Operation, original: Operation?) -> [Tender] {
        switch operation.kind {
        case .void: return original.map { tenders(of: $0, original: nil) } ?? []
        case .sale, .recharge, .refund, .inquiry:
            guard operation.request.tenders.isEmpty else {
                return operation.request.tenders
            }
            let kind: Tender.Kind = operation.kind == .recharge ? .outside : .account
            return [Tender(kind: kind, amount: operation.request.amount.minor)]
        }
    }

    private mutating func add(_ amount: Int64, to new: Sum, in list: WritableKeyPath<ShiftReport, [Sum]>) {
        var index = self[keyPath: list].firstIndex { $0.kind == new.kind && $0.name == new.name }
        if index == nil {
            self[keyPath: list].append(new)
            index = self[keyPath: list].count - 1
        }
        if let index {
            self[keyPath: list][index].count += 1
            self[keyPath: list][index].amount = sum(self[keyPath: list][index].amount, amount)
        }
    }

    /// Sums far beyond any shift stay at the end of the numbers instead of trapping.
    private func sum(_ left: Int64, _ right: Int64) -> Int64 {
        let (value, overflow) = left.addingReportingOverflow(right)
        return overflow ? (right > 0 ? .max : .min) : value
    }
}
