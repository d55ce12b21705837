import Domain
import SQLite
import Synchronization

/// The core's books on SQLite: every effect and the rule that guards it are one transaction.
public final class CoreBooks: Sendable {
    /// Used under `lock` only.
    nonisolated(unsafe) let database: Database
    let lock = Mutex(())
    let rules: PointRules

    public init(path: String, rules: PointRules = PointRules()) throws(SQLiteError) {
        database = try Database(path: path, mode: .readWriteCreate)
        self.rules = rules
        try database.script(CoreSchema.text)
    }

    public func close() {
        lock.withLock { _ in database.close() }
    }

    func locked<Result: Sendable>(_ body: (Database) throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
        try lock.withLock { _ throws(SQLiteError) in
            try database.transaction { () throws(SQLiteError) in try body(database) }
        }
    }

    // MARK: seeding

    public func add(_ member: CoreMember, cards: [(scheme: String, value: String)]) throws(SQLiteError) {
        try locked { database throws(SQLiteError) in
            try database.run(
                "INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?, ?)",
                [
                    .text(member.id), .text(member.name), .text(member.tier), .integer(member.balance),
                    .integer(member.points),
                ]
            )
            for card in cards {
                try CoreBooks.put(card: card, member: member.id, state: "issued", in: database)
            }
        }
    }

    public func add(coupon code: String, amount: Int64) throws(SQLiteError) {
        try locked { database throws(SQLiteError) in
            try database.run("INSERT OR REPLACE INTO coupons VALUES (?, ?, NULL)", [.text(code), .integer(amount)])
        }
    }

    /// `issued`, `lost`, `stopped`, `replaced`, `returned`; false for a card the core does not know.
    @discardableResult
    public func setCard(scheme: String, value: String, state: String) throws(SQLiteError) -> Bool {
        try locked { database throws(SQLiteError) in
            let member = try database.first(
                "SELECT member FROM cards WHERE scheme = ? AND value = ?",
                [.text(scheme), .text(value)]
            ) { $0.text(0) }
            guard let member else {
                return false
            }
            try CoreBooks.put(card: (scheme, value), member: member, state: state, in: database)
            return true
        }
    }

    static func put(
        card: (scheme: String, value: String),
        member: String,
        state: String,
        in database: Database
    ) throws(SQLiteError) {
        let change = try count("changes", in: database)
        try database.run(
            "INSERT OR REPLACE INTO cards VALUES (?, ?, ?, ?, ?)",
            [.text(card.scheme), .text(card.value), .text(member), .text(state), .integer(change)]
        )
    }

    /// Raises a counter by one and gives its new value.
    static func count(_ name: String, in database: Database) throws(SQLiteError) -> Int64 {
        try database.run(
            "INSERT INTO counters VALUES (?, 1) ON CONFLICT DO UPDATE SET value = value + 1",
            [.text(name)]
        )
        return try database.first("SELECT value FROM counters WHERE name = ?", [.text(name)]) { $0.int64(0) } ?? 0
    }

    // MARK: looking

    public func member(_ id: String) throws(SQLiteError) -> CoreMember? {
        try locked { database throws(SQLiteError) in try CoreBooks.member(id, in: database) }
    }

    static func member(_ id: String, in database: Database) throws(SQLiteError) -> CoreMember? {
        try database.first("SELECT id, name, tier, balance, points FROM members WHERE id = ?", [.text(id)]) { row in
            CoreMember(
                id: row.text(0),
                name: row.text(1),
                tier: row.text(2),
                balance: row.int64(3),
                points: row.int64(4)
            )
        }
    }

    /// Operations whose effect stands, oldest first.
    public func appliedOperations() throws(SQLiteError) -> [String] {
        try locked { database throws(SQLiteError) in
            try database.rows("SELECT id FROM operations WHERE approved = 1 AND reversed = 0 ORDER BY id") {
                $0.text(0)
            }
        }
    }

    /// Types of the events received of a source, in order.
    public func receivedTypes(source: String) throws(SQLiteError) -> [String] {
        try locked { database throws(SQLiteError) in
            try database.rows("SELECT type FROM events WHERE source = ? ORDER BY number", [.text(source)]) {
                $0.text(0)
            }
        }
    }

    /// How often a known sequence came again and was acknowledged without effect.
    public func duplicates() throws(SQLiteError) -> Int64 {
        try locked { database throws(SQLiteError) in
            try database.first("SELECT value FROM counters WHERE name = 'duplicates'") { $0.int64(0) } ?? 0
        }
    }
}
