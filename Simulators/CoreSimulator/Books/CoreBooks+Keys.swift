import Domain
import SQLite

extension CoreBooks {
    /// Gives a member's code or a cashier's badge its key, in hexadecimal digits; nil withdraws it.
    public func setKey(scheme: String, value: String, key: String?) throws(SQLiteError) {
        try locked { database throws(SQLiteError) in
            let change = try CoreBooks.count("changes", in: database)
            try database.run(
                "INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?)",
                [.text(scheme), .text(value), SQLiteValue(key), .integer(change)]
            )
        }
    }

    /// Keys given and withdrawn since version `after`.
    func keys(after: Int64) throws(SQLiteError) -> JSONValue {
        try locked { database throws(SQLiteError) in
            // In parts: the station asks again at once while the version moves on.
            let rows = try database.rows(
                "SELECT scheme, value, key, changed FROM keys WHERE changed > ? ORDER BY changed LIMIT 1000",
                [.integer(after)]
            ) { (scheme: $0.text(0), value: $0.text(1), key: $0.optionalText(2), changed: $0.int64(3)) }
            var added: [JSONValue] = []
            var removed: [JSONValue] = []
            for row in rows {
                if let key = row.key {
                    added.append(["scheme": .string(row.scheme), "value": .string(row.value), "key": .string(key)])
                } else {
                    removed.append(["scheme": .string(row.scheme), "value": .string(row.value)])
                }
            }
            let version = rows.last?.changed ?? after
            return ["version": .string(String(version)), "added": .array(added), "removed": .array(removed)]
        }
    }
}
