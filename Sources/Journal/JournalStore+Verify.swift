import Counter
import Domain
import SQLite

extension JournalStore {
    /// Checks the newest `rows` events of each stream against their hashes, chain and anchor, and every open operation and job.
    public func verifyTail(rows: Int = 64) throws(SQLiteError) -> [DamagedRow] {
        var damaged: [DamagedRow] = []
        for stream in EventStream.allCases {
            var next = heads[stream.index].hash
            let tail = try database.rows(
                """
                SELECT position, body, previous, hash FROM events WHERE epoch = ? AND stream = ?
                ORDER BY sequence DESC LIMIT ?
                """,
                [.text(epoch), .integer(Int64(stream.index)), .integer(Int64(rows))]
            ) { (position: $0.int64(0), body: $0.blob(1), previous: $0.blob(2), hash: $0.blob(3)) }
            for row in tail {
                if row.hash != next || RowHash.link(previous: row.previous, body: row.body) != row.hash {
                    damaged.append(DamagedRow(table: "events", key: String(row.position)))
                }
                next = row.previous
            }
            if let oldest = tail.last, tail.count < rows {
                let anchor = try database.first(
                    "SELECT pruned_hash FROM streams WHERE stream = ?",
                    [.integer(Int64(stream.index))]
                ) { $0.blob(0) }
                if anchor != oldest.previous {
                    damaged.append(DamagedRow(table: "events", key: "before \(oldest.position)"))
                }
            }
        }
        damaged += try database.rows("SELECT id, body, checksum FROM operations WHERE open = 1") {
            RowHash.checksum($0.blob(1)) == $0.blob(2) ? nil : DamagedRow(table: "operations", key: $0.text(0))
        }
        damaged += try database.rows("SELECT id, body, checksum FROM receipts WHERE state IN ('queued', 'printing')") {
            RowHash.checksum($0.blob(1)) == $0.blob(2) ? nil : DamagedRow(table: "receipts", key: $0.text(0))
        }
        return damaged
    }
}
