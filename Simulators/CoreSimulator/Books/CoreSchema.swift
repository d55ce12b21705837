/// The tables of the reference core.
enum CoreSchema {
    static let text = """
        CREATE TABLE IF NOT EXISTS members (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, tier TEXT NOT NULL, balance INTEGER NOT NULL DEFAULT 0,
            points INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS cards (
            scheme TEXT NOT NULL, value TEXT NOT NULL, member TEXT NOT NULL, state TEXT NOT NULL,
            changed INTEGER NOT NULL, PRIMARY KEY (scheme, value)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS keys (
            scheme TEXT NOT NULL, value TEXT NOT NULL, key TEXT, changed INTEGER NOT NULL, PRIMARY KEY (scheme, value)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS coupons (
            code TEXT PRIMARY KEY, amount INTEGER NOT NULL, used_by TEXT
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS operations (
            id TEXT PRIMARY KEY, source TEXT NOT NULL, kind TEXT NOT NULL, member TEXT, request BLOB NOT NULL,
            answer BLOB NOT NULL, approved INTEGER NOT NULL, balance_delta INTEGER NOT NULL, points_delta INTEGER NOT NULL,
            original TEXT, amount INTEGER NOT NULL, reversed INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS operations_original ON operations (original);
        CREATE TABLE IF NOT EXISTS charges (
            operation TEXT PRIMARY KEY, scheme TEXT NOT NULL, seal TEXT UNIQUE, amount INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS streams (
            source TEXT NOT NULL, epoch TEXT NOT NULL, stream TEXT NOT NULL, sequence INTEGER NOT NULL, id TEXT NOT NULL,
            PRIMARY KEY (source, epoch, stream)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS sources (source TEXT PRIMARY KEY, epoch TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS events (
            number INTEGER PRIMARY KEY, source TEXT NOT NULL, epoch TEXT NOT NULL, stream TEXT NOT NULL,
            sequence INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, body BLOB NOT NULL
        );
        CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        """
}
