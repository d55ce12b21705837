import Counter
import Domain
import SQLite

extension JournalStore {
    /// How long rows stay after the core has them (D7).
    public struct Retention: Sendable, Hashable {
        public var days: Int
        /// Size of the file in bytes above which acknowledged rows go earlier.
        public var bytes: Int64
        /// Idempotency keys.
        public var keyDays: Int

        public init(days: Int = 30, bytes: Int64 = 1 << 30, keyDays: Int = 90) {
            self.days = days
            self.bytes = bytes
            self.keyDays = keyDays
        }
    }

    /// Removes at most `limit` events a stream that are acknowledged and old; returns how many went.
    ///
    /// Without a core only `member` and `device` rows age out. The hash before the oldest row left anchors the chain.
    @discardableResult
    public func prune(
        now: Instant,
        retention: Retention,
        hasCore: Bool,
        limit: Int = 1000
    ) throws(SQLiteError) -> Int {
        let pages = try database.first("PRAGMA page_count") { $0.int64(0) } ?? 0
        let free = try database.first("PRAGMA freelist_count") { $0.int64(0) } ?? 0
        let size = (pages - free) * (try database.first("PRAGMA page_size") { $0.int64(0) } ?? 4096)
        let horizon = now.milliseconds - Int64(retention.days) * 86_400_000
        let before = size > retention.bytes ? Int64.max : horizon
        var removed = 0
        try database.transaction { () throws(SQLiteError) in
            for stream in EventStream.allCases {
                if !hasCore, stream == .pay {
                    continue
                }
                let upTo = hasCore ? heads[stream.index].acknowledged : heads[stream.index].sequence - 1
                removed += try prune(stream, upTo: upTo, before: before, limit: limit)
            }
            try database.run(
                "DELETE FROM keys WHERE created < ?",
                [.integer(now.milliseconds - Int64(retention.keyDays) * 86_400_000)]
            )
        }
        return removed
    }

    private func prune(
        _ stream: EventStream,
        upTo sequence: Int64,
        before: Int64,
        limit: Int
    ) throws(SQLiteError) -> Int {
        let index: SQLiteValue = .integer(Int64(stream.index))
        let last = try database.rows(
            """
            SELECT position, sequence, hash, recorded FROM events
            WHERE epoch = ? AND stream = ? AND sequence <= ? ORDER BY sequence LIMIT ?
            """,
            [.text(epoch), index, .integer(sequence), .integer(Int64(limit))]
        ) { (position: $0.int64(0), sequence: $0.int64(1), hash: $0.blob(2), recorded: $0.int64(3)) }
        .prefix { $0.recorded < before }
        guard let newest = last.last else {
            return 0
        }
        try database.run(
            "DELETE FROM events WHERE epoch = ? AND stream = ? AND sequence <= ?",
            [.text(epoch), index, .integer(newest.sequence)]
        )
        try database.run(
            "UPDATE streams SET pruned = ?, pruned_hash = ? WHERE stream = ?",
            [.integer(newest.sequence), .blob(newest.hash), index]
        )
        let known = try database.first("SELECT value FROM meta WHERE key = 'pruned'") { Int64($0.text(0)) } ?? 0
        try database.run(
            "INSERT OR REPLACE INTO meta VALUES ('pruned', ?)",
            [.text(String(max(known, newest.position)))]
        )
        return last.count
    }
}
