import Domain

/// What the journal knows about the rows a till's command names, read just before the command is handled.
public struct TillFacts: Sendable, Hashable {
    /// The record of the same idempotency key, with what it made.
    public var previous: IdempotencyRecord?
    public var previousReply: TillReply?
    /// The operation a void, refund, cancel or settlement names.
    public var original: Operation?
    /// Already refunded or voided of it, smallest unit.
    public var returned: Int64
    /// The job a reprint names.
    public var job: ReceiptJob?

    public init(
        previous: IdempotencyRecord? = nil,
        previousReply: TillReply? = nil,
        original: Operation? = nil,
        returned: Int64 = 0,
        job: ReceiptJob? = nil
    ) {
        self.previous = previous
        self.previousReply = previousReply
        self.original = original
        self.returned = returned
        self.job = job
    }
}
