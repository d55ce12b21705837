import Counter
import Domain
import SQLite

/// Operations, receipts, and what goes with them.
extension JournalReader {
    public func operation(_ id: EntityID) throws(Problem) -> Operation? {
        try read { database throws(SQLiteError) in
            try database.first("SELECT id, body, checksum FROM operations WHERE id = ?", [.text(id.text)]) {
                self.guarded("operations", $0, Operation.init(json:))
            }
        }
    }

    public func operations(lane: LaneName?, state: Operation.State?, limit: Int) throws(Problem) -> [Operation] {
        try read { database throws(SQLiteError) in
            try database.rows(
                """
                SELECT id, body, checksum FROM operations
                WHERE (?1 IS NULL OR lane = ?1) AND (?2 IS NULL OR state = ?2) ORDER BY id DESC LIMIT ?3
                """,
                [SQLiteValue(lane?.text), SQLiteValue(state?.rawValue), .integer(Int64(limit))]
            ) { self.guarded("operations", $0, Operation.init(json:)) }
        }
    }

    public func openOperations() throws(Problem) -> [Operation] {
        try read { database throws(SQLiteError) in try openOperations(in: database) }
    }

    func openOperations(in database: Database) throws(SQLiteError) -> [Operation] {
        try database.rows("SELECT id, body, checksum FROM operations WHERE open = 1 ORDER BY id") {
            self.guarded("operations", $0, Operation.init(json:))
        }
    }

    public func operations(lane: LaneName, from: Instant, to: Instant) throws(Problem) -> [Operation] {
        // Ids are in the order of time, which finds the rows of a shift without looking at all others.
        let oldest = EntityID(time: from.advanced(byMilliseconds: -86_400_000), random: [])
        return try read { database throws(SQLiteError) in
            try database.rows(
                """
                SELECT id, body, checksum FROM operations
                WHERE lane = ? AND id >= ? AND updated >= ? AND updated < ? ORDER BY id
                """,
                [
                    .text(lane.text), .text(oldest.text), .integer(from.milliseconds), .integer(to.milliseconds),
                ]
            ) { self.guarded("operations", $0, Operation.init(json:)) }
        }
    }

    public func shiftBegun(_ lane: LaneName) throws(Problem) -> Instant? {
        try read { database throws(SQLiteError) in
            try database.first("SELECT begun FROM shifts WHERE lane = ?", [.text(lane.text)]) {
                Instant(milliseconds: $0.int64(0))
            }
        }
    }

    public func pairedTills() throws(Problem) -> [PairedTill] {
        try read { database throws(SQLiteError) in try PairedTillRow.all(database) }
    }

    public func receiptJob(_ id: EntityID) throws(Problem) -> ReceiptJob? {
        try read { database throws(SQLiteError) in
            try database.first("SELECT id, body, checksum FROM receipts WHERE id = ?", [.text(id.text)]) {
                self.guarded("receipts", $0, ReceiptJob.init(json:))
            }
        }
    }

    public func receiptJobs(state: ReceiptJob.State?, limit: Int) throws(Problem) -> [ReceiptJob] {
        try read { database throws(SQLiteError) in
            try database.rows(
                "SELECT id, body, checksum FROM receipts WHERE (?1 IS NULL OR state = ?1) ORDER BY id DESC LIMIT ?2",
                [SQLiteValue(state?.rawValue), .integer(Int64(limit))]
            ) { self.guarded("receipts", $0, ReceiptJob.init(json:)) }
        }
    }

    public func idempotency(till: String, key: String) throws(Problem) -> IdempotencyRecord? {
        try read { database throws(SQLiteError) in
            try database.first(
                "SELECT hash, result, created FROM keys WHERE till = ? AND key = ?",
                [.text(till), .text(key)]
            ) { row in
                EntityID(row.text(1)).map { result in
                    IdempotencyRecord(
                        till: till,
                        key: key,
                        requestHash: row.blob(0),
                        result: result,
                        created: Instant(milliseconds: row.int64(2))
                    )
                }
            }
        }
    }

    public func returned(original: EntityID) throws(Problem) -> Int64 {
        try read { database throws(SQLiteError) in
            try database.first(
                """
                SELECT coalesce(sum(amount), 0) FROM operations WHERE original = ?
                AND state NOT IN ('declined', 'cancelled', 'expired', 'reversed', 'reversing')
                """,
                [.text(original.text)]
            ) { $0.int64(0) } ?? 0
        }
    }

    public func statistics() throws(Problem) -> [DeviceStatistic] {
        try read { database throws(SQLiteError) in
            try database.rows("SELECT device, name, value, since FROM statistics ORDER BY device, name") { row in
                DeviceID(row.text(0)).map { device in
                    DeviceStatistic(
                        device: device,
                        name: row.text(1),
                        value: row.int64(2),
                        since: row.optionalInt64(3).map { Instant(milliseconds: $0) }
                    )
                }
            }
        }
    }
}
