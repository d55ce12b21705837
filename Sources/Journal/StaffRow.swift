import Counter
import Domain
import SQLite

/// Reads who is signed in where.
enum StaffRow {
    static func all(_ database: Database) throws(SQLiteError) -> [LaneStaff] {
        try database.rows("SELECT lane, scheme, value, assurance, event, since FROM staff ORDER BY lane") { row in
            guard let lane = LaneName(row.text(0)), let assurance = Assurance(rawValue: row.text(3)),
                let event = EntityID(row.text(4))
            else {
                return nil
            }
            return LaneStaff(
                lane: lane,
                credential: Credential(scheme: row.text(1), value: row.text(2), assurance: assurance),
                event: event,
                since: Instant(milliseconds: row.int64(5))
            )
        }
    }
}
