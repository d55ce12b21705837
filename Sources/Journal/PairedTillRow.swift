import Counter
import Domain
import SQLite

/// The tokens of tills in the journal.
enum PairedTillRow {
    static func all(_ database: Database) throws(SQLiteError) -> [PairedTill] {
        try database.rows("SELECT name, token, paired FROM tills ORDER BY name") { row in
            PairedTill(name: row.text(0), tokenHash: row.blob(1), paired: Instant(milliseconds: row.int64(2)))
        }
    }
}
