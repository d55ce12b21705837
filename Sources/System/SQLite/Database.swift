import CSQLite

/// One connection to an SQLite file in WAL mode with `synchronous=FULL`.
///
/// SQLite's multi-thread mode (no mutex): a connection and its statements are used by one thread at a time; whoever
/// shares one puts it behind a lock. Every call may block on the disk. Must be closed explicitly.
public final class Database {
    public enum Mode: Sendable, Hashable {
        /// Opens or makes the file and takes WAL mode.
        case readWriteCreate
        /// Opens a file that exists, reads only.
        case readOnly
        /// Reads a file nobody writes any more as it stands, without a WAL, locks or a byte written beside it.
        case immutable
    }

    public let path: String
    private var handle: OpaquePointer?
    private var statements: [String: Statement] = [:]

    /// Opens `path`.
    ///
    /// - Parameters:
    ///   - busyMilliseconds: how long a locked file is waited for.
    ///   - cacheKiB: page cache of this connection.
    public init(
        path: String,
        mode: Mode,
        busyMilliseconds: Int32 = 5000,
        cacheKiB: Int = 2048
    ) throws(SQLiteError) {
        self.path = path
        var name = path
        var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE
        switch mode {
        case .readWriteCreate:
            flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        case .readOnly:
            flags |= SQLITE_OPEN_READONLY
        case .immutable:
            flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
            name = "file:" + Database.uriEscaped(path) + "?immutable=1"
        }
        let code = sqlite3_open_v2(name, &handle, flags, nil)
        guard code == SQLITE_OK, handle != nil else {
            let message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            let system = handle.map { sqlite3_system_errno($0) } ?? 0
            sqlite3_close_v2(handle)
            handle = nil
            throw SQLiteError(
                extendedCode: code,
                message: system == 0 ? message : message + ", errno \(system)",
                call: "sqlite3_open_v2",
                subject: path
            )
        }
        do throws(SQLiteError) {
            sqlite3_busy_timeout(handle, busyMilliseconds)
            countertop_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
            countertop_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
            try run("PRAGMA cache_size = -\(max(64, cacheKiB))")
            try run("PRAGMA foreign_keys = ON")
            try run("PRAGMA cell_size_check = ON")
            if mode == .readWriteCreate {
                try run("PRAGMA journal_mode = WAL")
                try run("PRAGMA synchronous = FULL")
            }
        } catch {
            close()
            throw error
        }
    }

    deinit {
        assert(handle == nil, "a database was dropped without close()")
    }

    /// Ends all statements and the connection; the last connection of a file folds the WAL into it.
    public func close() {
        for statement in statements.values {
            statement.finalize()
        }
        statements = [:]
        sqlite3_close_v2(handle)
        handle = nil
    }

    /// The cached statement for `sql`, prepared at its first use; one use at a time.
    public func statement(_ sql: String) throws(SQLiteError) -> Statement {
        if let known = statements[sql] {
            guard !known.isBusy else {
                throw SQLiteError(
                    extendedCode: SQLITE_MISUSE,
                    message: "the statement is in use",
                    call: "statement",
                    subject: sql
                )
            }
            return known
        }
        let made = try Statement(sql: sql, database: try open(), persistent: true)
        statements[sql] = made
        return made
    }

    /// Runs a statement to its end; rows it may give are passed over.
    public func run(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError) {
        let statement = try statement(sql)
        defer { statement.reset() }
        try statement.bind(values)
        while try statement.step() != nil {}
    }

    /// Every row through `read`, in order; nil results are left out.
    public func rows<Element>(
        _ sql: String,
        _ values: [SQLiteValue] = [],
        _ read: (SQLiteRow) -> Element?
    ) throws(SQLiteError) -> [Element] {
        let statement = try statement(sql)
        defer { statement.reset() }
        try statement.bind(values)
        var found: [Element] = []
        while let row = try statement.step() {
            if let element = read(row) {
                found.append(element)
            }
        }
        return found
    }

    /// The first row through `read`; nil when there is none.
    public func first<Element>(
        _ sql: String,
        _ values: [SQLiteValue] = [],
        _ read: (SQLiteRow) -> Element?
    ) throws(SQLiteError) -> Element? {
        let statement = try statement(sql)
        defer { statement.reset() }
        try statement.bind(values)
        guard let row = try statement.step() else {
            return nil
        }
        return read(row)
    }

    /// Runs several statements that take no parameters, separated by semicolons: a schema.
    public func script(_ sql: String) throws(SQLiteError) {
        let handle = try open()
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
            throw SQLiteError(
                extendedCode: sqlite3_extended_errcode(handle),
                message: String(cString: sqlite3_errmsg(handle)),
                call: "sqlite3_exec",
                subject: String(sql.prefix(80))
            )
        }
    }

    /// `BEGIN IMMEDIATE`, `body`, `COMMIT`; whatever is thrown, by `body` or by the commit, rolls everything back.
    public func transaction<Result, Failure: Error>(
        mapping: (SQLiteError) -> Failure,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        do throws(SQLiteError) {
            try run("BEGIN IMMEDIATE")
        } catch {
            throw mapping(error)
        }
        let result: Result
        do throws(Failure) {
            result = try body()
        } catch {
            rollback()
            throw error
        }
        do throws(SQLiteError) {
            try run("COMMIT")
        } catch {
            rollback()
            throw mapping(error)
        }
        return result
    }

    /// `transaction` for a body that throws SQLite's errors only.
    public func transaction<Result>(_ body: () throws(SQLiteError) -> Result) throws(SQLiteError) -> Result {
        try transaction(mapping: { (error: SQLiteError) in error }, body)
    }

    /// Ends an open transaction without it; nothing when none is open. SQLite itself rolls back after some errors.
    public func rollback() {
        guard let handle, sqlite3_get_autocommit(handle) == 0 else {
            return
        }
        sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
    }

    /// Whether a transaction is open.
    public var isInTransaction: Bool { handle.map { sqlite3_get_autocommit($0) == 0 } ?? false }

    /// Rows the last INSERT, UPDATE or DELETE touched.
    public var changes: Int { handle.map { Int(sqlite3_changes($0)) } ?? 0 }

    public var lastInsertRowID: Int64 { handle.map { sqlite3_last_insert_rowid($0) } ?? 0 }

    /// What `PRAGMA quick_check` finds, at most `limit` lines; empty means sound. Reads the whole file.
    public func quickCheck(limit: Int = 10) throws(SQLiteError) -> [String] {
        let lines = try rows("PRAGMA quick_check(\(limit))") { $0.text(0) }
        return lines == ["ok"] ? [] : lines
    }

    /// Copies the WAL into the file as far as no reader needs it; `truncate` also empties the WAL.
    ///
    /// - Returns: false when readers or writers kept it from finishing.
    @discardableResult
    public func checkpoint(truncate: Bool = false) throws(SQLiteError) -> Bool {
        let mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE
        let handle = try open()
        var log: Int32 = 0
        var done: Int32 = 0
        let code = sqlite3_wal_checkpoint_v2(handle, nil, mode, &log, &done)
        guard code & 0xFF != SQLITE_BUSY else {
            return false
        }
        guard code == SQLITE_OK else {
            throw SQLiteError(
                extendedCode: code,
                message: String(cString: sqlite3_errmsg(handle)),
                call: "sqlite3_wal_checkpoint_v2"
            )
        }
        return log == done
    }

    private func open() throws(SQLiteError) -> OpaquePointer {
        guard let handle else {
            throw SQLiteError(extendedCode: SQLITE_MISUSE, message: "the database is closed", call: "Database")
        }
        return handle
    }

    private static func uriEscaped(_ path: String) -> String {
        var out: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in path.utf8 {
            switch byte {
            case 0x25, 0x3F, 0x23: out.append(contentsOf: [0x25, digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]])
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
