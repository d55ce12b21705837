import Domain

/// What becomes of receipts that were not printed in time, and of those nobody knows about.
public struct ReceiptPolicy: Sendable, Hashable {
    /// What follows when a receipt is missing or torn and the printer has said that nothing more of it will print.
    public enum Reprint: String, Sendable, Hashable, CaseIterable {
        /// A copy is offered to the cashier.
        case ask
        /// One copy, marked as such, prints by itself.
        case automatic
    }

    public var reprint: Reprint
    /// Milliseconds after which a receipt does not pour out any more.
    public var expireAfter: Int64
    /// The same for receipts of a kind, by the document's `kind`.
    public var expireAfterByKind: [String: Int64]

    public init(
        reprint: Reprint = .ask,
        expireAfter: Int64 = 1_800_000,
        expireAfterByKind: [String: Int64] = [:]
    ) {
        self.reprint = reprint
        self.expireAfter = expireAfter
        self.expireAfterByKind = expireAfterByKind
    }

    /// When the job is too old to be printed.
    func expiry(of job: ReceiptJob) -> Instant {
        let kind = job.document["kind"]?.stringValue
        return job.created.advanced(byMilliseconds: kind.flatMap { expireAfterByKind[$0] } ?? expireAfter)
    }
}
