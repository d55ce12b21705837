import Domain
import HID
import SQLite

/// The dynamic codes that were accepted lately.
enum AcceptedCodeRow {
    /// How much older than the newest a row may be, milliseconds: longer than any code can be shown again.
    private static let kept: Int64 = 86_400_000

    static func add(_ code: AcceptedCode, to database: Database) throws(SQLiteError) {
        try database.run(
            "DELETE FROM codes WHERE until < ?",
            [.integer(code.until.milliseconds.subtractingReportingOverflow(kept).partialValue)]
        )
        try database.run(
            "INSERT OR REPLACE INTO codes VALUES (?, ?)",
            [.blob(code.mark), .integer(code.until.milliseconds)]
        )
    }

    static func all(_ database: Database) throws(SQLiteError) -> [AcceptedCode] {
        try database.rows("SELECT mark, until FROM codes ORDER BY until, mark") { row in
            AcceptedCode(mark: row.blob(0), until: Instant(milliseconds: row.int64(1)))
        }
    }
}
