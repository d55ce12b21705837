import Counter
import Domain
import SQLite

extension JournalStore {
    /// How long rows stay after the core has them (D7).
    public struct Retention: Sendable, Hashable {
        public var days: Int
        /// Size of the file in bytes above which acknowledged events go earlier.
        public var bytes: Int64
        /// Idempotency keys, and the operations and receipts they answer with.
        public var keyDays: Int

        public init(days: Int = 30, bytes: Int64 = 1 << 30, keyDays: Int = 90) {
            self.days = days
            self.bytes = bytes
            self.keyDays = keyDays
        }
    }

    /// Removes at most `limit` rows a stream and table that are acknowledged and old; returns how many events went.
    ///
    /// Without a core only `member` and `device` events age out, and no operation. The hash before the oldest event left anchors
    /// the chain; the newest event of a stream always stays, so that no position in commit order is given twice.
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
        let keyHorizon = Instant(milliseconds: now.milliseconds - Int64(retention.keyDays) * 86_400_000)
        return try database.transaction { () throws(SQLiteError) in
            var removed = 0
            for stream in EventStream.allCases where hasCore || stream != .pay {
                let head = heads[stream.index]
                let upTo = min(hasCore ? head.acknowledged : head.sequence, head.sequence - 1)
                removed += try prune(stream, upTo: upTo, before: before, limit: limit)
            }
            removed += try pruneOldEpochs(before: before, limit: limit)
            try database.run("DELETE FROM keys WHERE created < ?", [.integer(keyHorizon.milliseconds)])
            try pruneReceipts(before: keyHorizon, limit: limit)
            if hasCore {
                try pruneOperations(before: keyHorizon, limit: limit)
            }
            return removed
        }
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
            "DELETE FROM parked WHERE epoch = ? AND stream = ? AND sequence <= ?",
            [.text(epoch), index, .integer(newest.sequence)]
        )
        try database.run(
            "UPDATE streams SET pruned = ?, pruned_hash = ? WHERE stream = ?",
            [.integer(newest.sequence), .blob(newest.hash), index]
        )
        try raisePruned(to: newest.position)
        return last.count
    }

    /// Everything of an earlier epoch was acknowledged under it or appended again under the next.
    private func pruneOldEpochs(before: Int64, limit: Int) throws(SQLiteError) -> Int {
        let isThere = try database.first(
            "SELECT EXISTS (SELECT 1 FROM events WHERE epoch < ?1) OR EXISTS (SELECT 1 FROM events WHERE epoch > ?1)",
            [.text(epoch)]
        ) { $0.int64(0) == 1 }
        guard isThere == true else {
            return 0
        }
        let last = try database.rows(
            """
            SELECT position, recorded FROM events
            WHERE position < (SELECT max(position) FROM events) AND epoch <> ? ORDER BY position LIMIT ?
            """,
            [.text(epoch), .integer(Int64(limit))]
        ) { (position: $0.int64(0), recorded: $0.int64(1)) }
        .prefix { $0.recorded < before }
        guard let newest = last.last else {
            return 0
        }
        try database.run(
            "DELETE FROM events WHERE position <= ? AND epoch <> ?",
            [.integer(newest.position), .text(epoch)]
        )
        try database.run("DELETE FROM parked WHERE epoch <> ?", [.text(epoch)])
        try raisePruned(to: newest.position)
        return last.count
    }

    /// Cursors up to this position have lost rows.
    private func raisePruned(to position: Int64) throws(SQLiteError) {
        let known = try database.first("SELECT value FROM meta WHERE key = 'pruned'") { Int64($0.text(0)) } ?? 0
        try database.run("INSERT OR REPLACE INTO meta VALUES ('pruned', ?)", [.text(String(max(known, position)))])
    }

    /// Ids begin with their time, so that old rows are the first of the table.
    private func pruneReceipts(before horizon: Instant, limit: Int) throws(SQLiteError) {
        try database.run(
            """
            DELETE FROM receipts WHERE id IN (
                SELECT id FROM receipts WHERE id < ? AND state NOT IN ('queued', 'printing') AND updated < ?
                ORDER BY id LIMIT ?
            )
            """,
            [
                .text(EntityID(time: horizon, random: []).text), .integer(horizon.milliseconds),
                .integer(Int64(limit)),
            ]
        )
    }

    /// Final operations that are older than anything of the pay stream the core has not acknowledged.
    private func pruneOperations(before horizon: Instant, limit: Int) throws(SQLiteError) {
        let first = EntityID(time: horizon, random: []).text
        let waiting =
            try database.first(
                "SELECT recorded FROM events WHERE epoch = ? AND stream = ? AND sequence = ?",
                [
                    .text(epoch), .integer(Int64(EventStream.pay.index)),
                    .integer(heads[EventStream.pay.index].acknowledged + 1),
                ]
            ) { $0.int64(0) } ?? .max
        try database.run(
            """
            DELETE FROM operations WHERE id IN (
                SELECT id FROM operations WHERE id < ? AND open = 0 AND updated < ? ORDER BY id LIMIT ?
            )
            """,
            [.text(first), .integer(min(horizon.milliseconds, waiting)), .integer(Int64(limit))]
        )
        try database.run(
            """
            DELETE FROM attempts WHERE operation < ?
            AND NOT EXISTS (SELECT 1 FROM operations WHERE id = attempts.operation)
            """,
            [.text(first)]
        )
    }
}
