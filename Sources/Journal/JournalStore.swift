import Counter
import Domain
import SQLite

/// The journal's one writing connection: synchronous, confined to the writer's thread.
///
/// Open it with `JournalFile.open`, which takes the file lock, migrates and verifies first.
public final class JournalStore {
    let database: Database
    public let path: String
    public internal(set) var epoch: String
    var heads: [StreamHead]
    /// What the transactions that are being committed appended.
    var appended: [EventPage.Entry] = []
    let tail = JournalTail()

    struct StreamHead {
        var sequence: Int64
        var hash: [UInt8]
        var acknowledged: Int64
    }

    init(database: Database, path: String, freshEpoch: String) throws(SQLiteError) {
        self.database = database
        self.path = path
        epoch = try database.first("SELECT value FROM meta WHERE key = 'epoch'") { $0.text(0) } ?? ""
        heads = EventStream.allCases.map { _ in StreamHead(sequence: 0, hash: RowHash.genesis, acknowledged: 0) }
        if epoch.isEmpty {
            try database.transaction { () throws(SQLiteError) in try begin(epoch: freshEpoch) }
        }
        try loadHeads()
    }

    private func loadHeads() throws(SQLiteError) {
        for stream in EventStream.allCases {
            let head = try database.first(
                "SELECT head, hash, acknowledged FROM streams WHERE stream = ?",
                [.integer(Int64(stream.index))]
            ) { StreamHead(sequence: $0.int64(0), hash: $0.blob(1), acknowledged: $0.int64(2)) }
            if let head {
                heads[stream.index] = head
            }
        }
    }

    /// Writes a new epoch with empty streams; runs inside a transaction.
    func begin(epoch: String) throws(SQLiteError) {
        try database.run("INSERT OR REPLACE INTO meta VALUES ('epoch', ?)", [.text(epoch)])
        for stream in EventStream.allCases {
            try database.run(
                "INSERT OR REPLACE INTO streams VALUES (?, 0, ?, 0, 0, ?)",
                [.integer(Int64(stream.index)), .blob(RowHash.genesis), .blob(RowHash.genesis)]
            )
        }
        self.epoch = epoch
    }

    /// Commits several transactions with one fsync: a contradiction refuses its own, and none after it is tried; an error of
    /// the disk refuses all of them.
    func commit(_ transactions: [JournalTransaction]) throws(SQLiteError) -> [CommitResult] {
        let before = (epoch, heads)
        var results: [CommitResult] = []
        defer { appended.removeAll(keepingCapacity: true) }
        do throws(SQLiteError) {
            try database.run("BEGIN IMMEDIATE")
            for transaction in transactions {
                let isUpon = results.last.map { $0 == .committed } ?? true
                results.append(isUpon ? try apply(transaction, isAlone: transactions.count == 1) : .superseded)
            }
            try database.run("COMMIT")
        } catch {
            database.rollback()
            (epoch, heads) = before
            throw error
        }
        tail.add(appended, epoch: epoch)
        return results
    }

    private func apply(_ transaction: JournalTransaction, isAlone: Bool) throws(SQLiteError) -> CommitResult {
        let before = (epoch, heads, appended.count)
        // What is alone can be undone with the whole; for a savepoint SQLite would copy every page that is touched.
        if !isAlone {
            try database.run("SAVEPOINT one")
        }
        do throws(JournalError) {
            for change in transaction.changes {
                try apply(change)
            }
        } catch {
            (epoch, heads) = (before.0, before.1)
            appended.removeSubrange(before.2...)
            switch error {
            case .sqlite(let cause) where !cause.isConstraint:
                throw cause
            case .busy, .newerSchema, .readOnly, .refused, .sqlite:
                try database.run(isAlone ? "ROLLBACK" : "ROLLBACK TO one")
                try database.run(isAlone ? "BEGIN IMMEDIATE" : "RELEASE one")
                return .refused(error.description)
            }
        }
        if !isAlone {
            try database.run("RELEASE one")
        }
        return .committed
    }

    public func close() {
        database.close()
    }
}
