import Counter
import Crypto
import Domain
import SQLite

/// The keys of member codes and badges, kept so that codes are proved without the core.
enum MemberKeyRow {
    static func change(_ keys: [MemberKey], version: String, in database: Database) throws(SQLiteError) {
        for entry in keys {
            if let key = entry.key {
                try database.run(
                    "INSERT OR REPLACE INTO member_keys VALUES (?, ?, ?)",
                    [.text(entry.scheme), .text(entry.value), .blob(key.withBytes { $0 })]
                )
            } else {
                try database.run(
                    "DELETE FROM member_keys WHERE scheme = ? AND value = ?",
                    [.text(entry.scheme), .text(entry.value)]
                )
            }
        }
        try database.run("INSERT OR REPLACE INTO meta VALUES ('member-keys', ?)", [.text(version)])
    }

    static func all(_ database: Database) throws(SQLiteError) -> [MemberKey] {
        try database.rows("SELECT scheme, value, key FROM member_keys ORDER BY scheme, value") { row in
            var bytes = row.blob(2)
            defer { zeroise(&bytes) }
            return MemberKey(scheme: row.text(0), value: row.text(1), key: KeyMaterial(bytes))
        }
    }

    static func version(_ database: Database) throws(SQLiteError) -> String? {
        try database.first("SELECT value FROM meta WHERE key = 'member-keys'") { $0.text(0) }
    }
}
