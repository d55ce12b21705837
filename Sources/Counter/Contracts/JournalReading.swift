import Domain

/// The read side of the journal; every call reads committed rows only and may be made from any one thread at a time.
public protocol JournalReading: AnyObject, Sendable {
    func snapshot() throws(Problem) -> Snapshot
    /// Events after `cursor`, at most `limit` that pass the filter; `events-gone` for a pruned position or another epoch.
    func events(after cursor: EventCursor, filter: EventFilter, limit: Int) throws(Problem) -> EventPage
    /// What `events` would give, from memory and without blocking; nil when the rows must be read.
    func newestEvents(after cursor: EventCursor, filter: EventFilter, limit: Int) -> EventPage?
    /// Before the oldest event still kept.
    func oldestCursor() throws(Problem) -> EventCursor
    /// After the newest event.
    func newestCursor() throws(Problem) -> EventCursor
    func operation(_ id: EntityID) throws(Problem) -> Operation?
    /// Newest first.
    func operations(lane: LaneName?, state: Operation.State?, limit: Int) throws(Problem) -> [Operation]
    /// Those that are not final, oldest first.
    func openOperations() throws(Problem) -> [Operation]
    /// Operations of the lane whose row changed in the time from `from` to before `to`, oldest first; those begun more than a day
    /// before `from` are left out.
    func operations(lane: LaneName, from: Instant, to: Instant) throws(Problem) -> [Operation]
    /// When the lane's shift began; nil before the first was ended.
    func shiftBegun(_ lane: LaneName) throws(Problem) -> Instant?
    /// Ordered by name.
    func pairedTills() throws(Problem) -> [PairedTill]
    func receiptJob(_ id: EntityID) throws(Problem) -> ReceiptJob?
    /// Newest first.
    func receiptJobs(state: ReceiptJob.State?, limit: Int) throws(Problem) -> [ReceiptJob]
    func idempotency(till: String, key: String) throws(Problem) -> IdempotencyRecord?
    func event(_ id: EntityID) throws(Problem) -> CounterEvent?
    /// Sum of confirmed or open refunds and voids that name `original`, in the smallest unit.
    func returned(original: EntityID) throws(Problem) -> Int64
    /// Verified rows after the acknowledged sequence, at most `limit` and about `bytes` of JSON; nil when there are none.
    func batch(stream: EventStream, after sequence: Int64, limit: Int, bytes: Int) throws(Problem) -> DeliveryBatch?
    /// Id of the event at `sequence` of the stream in the current epoch; nil when pruned or beyond the head.
    func eventID(stream: EventStream, sequence: Int64) throws(Problem) -> EntityID?
    func statistics() throws(Problem) -> [DeviceStatistic]
    /// How far the core's list of lost and stopped cards was read; nil when it never was.
    func hotlistVersion() throws(Problem) -> String?
    /// How far the core's list of member-code and badge keys was read; nil when it never was.
    func memberKeysVersion() throws(Problem) -> String?
}

extension JournalReading {
    public func hotlistVersion() throws(Problem) -> String? { try snapshot().hotlistVersion }
}
