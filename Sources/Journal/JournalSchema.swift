import SQLite

/// The tables of the journal and the steps from each version to the next.
enum JournalSchema {
    static var version: Int64 { Int64(migrations.count) }

    /// Step `n` leads from version `n` to `n + 1`; a step is never changed once it was shipped.
    static let migrations = [
        """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE streams (
            stream INTEGER PRIMARY KEY, head INTEGER NOT NULL, hash BLOB NOT NULL, acknowledged INTEGER NOT NULL,
            pruned INTEGER NOT NULL, pruned_hash BLOB NOT NULL
        );
        CREATE TABLE events (
            position INTEGER PRIMARY KEY, epoch TEXT NOT NULL, stream INTEGER NOT NULL, sequence INTEGER NOT NULL,
            id TEXT NOT NULL, recorded INTEGER NOT NULL, body BLOB NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL
        );
        CREATE UNIQUE INDEX events_sequence ON events (epoch, stream, sequence);
        CREATE INDEX events_id ON events (id);
        CREATE TABLE parked (
            epoch TEXT NOT NULL, stream INTEGER NOT NULL, sequence INTEGER NOT NULL, code TEXT NOT NULL,
            tombstone TEXT NOT NULL, PRIMARY KEY (epoch, stream, sequence)
        ) WITHOUT ROWID;
        CREATE TABLE operations (
            id TEXT PRIMARY KEY, lane TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, open INTEGER NOT NULL,
            original TEXT, amount INTEGER NOT NULL, updated INTEGER NOT NULL, body BLOB NOT NULL, checksum BLOB NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX operations_open ON operations (id) WHERE open = 1;
        CREATE INDEX operations_original ON operations (original) WHERE original IS NOT NULL;
        CREATE TABLE attempts (
            operation TEXT NOT NULL, number INTEGER NOT NULL, deadline INTEGER NOT NULL, PRIMARY KEY (operation, number)
        ) WITHOUT ROWID;
        CREATE TABLE receipts (
            id TEXT PRIMARY KEY, state TEXT NOT NULL, updated INTEGER NOT NULL, body BLOB NOT NULL, checksum BLOB NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX receipts_state ON receipts (state, id);
        CREATE TABLE keys (
            till TEXT NOT NULL, key TEXT NOT NULL, hash BLOB NOT NULL, result TEXT NOT NULL, created INTEGER NOT NULL,
            PRIMARY KEY (till, key)
        ) WITHOUT ROWID;
        CREATE INDEX keys_created ON keys (created);
        CREATE TABLE presentations (
            device TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, event TEXT NOT NULL, seen INTEGER NOT NULL, gone INTEGER
        ) WITHOUT ROWID;
        CREATE TABLE printers (device TEXT PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE hotlist (
            scheme TEXT NOT NULL, value TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (scheme, value)
        ) WITHOUT ROWID;
        CREATE TABLE statistics (
            device TEXT NOT NULL, name TEXT NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (device, name)
        ) WITHOUT ROWID;
        """,
        """
        CREATE TABLE staff (
            lane TEXT PRIMARY KEY, scheme TEXT NOT NULL, value TEXT NOT NULL, assurance TEXT NOT NULL,
            event TEXT NOT NULL, since INTEGER NOT NULL
        ) WITHOUT ROWID;
        """,
        """
        CREATE TABLE codes (mark BLOB PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX codes_until ON codes (until);
        """,
        """
        CREATE TABLE member_keys (
            scheme TEXT NOT NULL, value TEXT NOT NULL, key BLOB NOT NULL, PRIMARY KEY (scheme, value)
        ) WITHOUT ROWID;
        """,
        """
        ALTER TABLE statistics ADD COLUMN since INTEGER;
        CREATE TABLE shifts (lane TEXT PRIMARY KEY, begun INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE tills (name TEXT PRIMARY KEY, token BLOB NOT NULL, paired INTEGER NOT NULL) WITHOUT ROWID;
        """,
        """
        CREATE TABLE printer_knowledge (
            key TEXT PRIMARY KEY, printer TEXT NOT NULL, seen INTEGER NOT NULL, abilities BLOB NOT NULL
        ) WITHOUT ROWID;
        """,
    ]

    /// Brings the file to the newest version; each step is one transaction with its version number.
    static func migrate(_ database: Database, path: String) throws(JournalError) {
        do throws(SQLiteError) {
            let found = try database.first("PRAGMA user_version") { $0.int64(0) } ?? 0
            guard found <= version else {
                throw SQLiteError(extendedCode: newer, message: String(found), call: "user_version")
            }
            for step in Int(found)..<migrations.count {
                try database.transaction { () throws(SQLiteError) in
                    try database.script(migrations[step])
                    try database.script("PRAGMA user_version = \(step + 1)")
                }
            }
        } catch {
            if error.extendedCode == newer {
                throw .newerSchema(path: path, version: Int64(error.message) ?? 0)
            }
            throw .sqlite(error)
        }
    }

    /// Marks the "newer" case while only SQLite's errors may be thrown; no code of SQLite is negative.
    private static let newer: Int32 = -1
}
