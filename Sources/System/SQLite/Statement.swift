import CSQLite

/// A prepared statement, kept by its `Database`; confined to the thread that uses the database.
public final class Statement {
    public let sql: String
    let handle: OpaquePointer
    private let database: OpaquePointer

    init(sql: String, database: OpaquePointer, persistent: Bool) throws(SQLiteError) {
        self.sql = sql
        self.database = database
        var made: OpaquePointer?
        var text = sql
        let flags: UInt32 = persistent ? UInt32(SQLITE_PREPARE_PERSISTENT) : 0
        let code = text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { chars in
                sqlite3_prepare_v3(database, chars.baseAddress, Int32(chars.count), flags, &made, nil)
            }
        }
        guard code == SQLITE_OK, let made else {
            throw SQLiteError(
                extendedCode: code == SQLITE_OK ? SQLITE_MISUSE : sqlite3_extended_errcode(database),
                message: code == SQLITE_OK ? "empty statement" : String(cString: sqlite3_errmsg(database)),
                call: "sqlite3_prepare_v3",
                subject: sql
            )
        }
        handle = made
    }

    /// Ends the statement; called by the database before it closes.
    func finalize() { sqlite3_finalize(handle) }

    /// Whether it stands on a row.
    public var isBusy: Bool { sqlite3_stmt_busy(handle) != 0 }

    /// Binds all parameters, first to last.
    public func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
        for (index, value) in values.enumerated() {
            try bind(value, at: index + 1)
        }
    }

    /// Binds one parameter; parameters count from 1, as in SQL.
    public func bind(_ value: SQLiteValue, at index: Int) throws(SQLiteError) {
        let position = Int32(index)
        let code: Int32
        switch value {
        case .null:
            code = sqlite3_bind_null(handle, position)
        case .integer(let number):
            code = sqlite3_bind_int64(handle, position, number)
        case .text(var text):
            code = text.withUTF8 { utf8 in
                // An empty string may have no address, and no address would mean NULL.
                guard let start = utf8.baseAddress, utf8.count > 0 else {
                    return countertop_bind_text(handle, position, "", 0)
                }
                return UnsafeRawPointer(start).withMemoryRebound(to: CChar.self, capacity: utf8.count) { chars in
                    countertop_bind_text(handle, position, chars, Int32(utf8.count))
                }
            }
        case .blob(let bytes):
            code = bytes.withUnsafeBytes { raw in
                raw.count == 0
                    ? sqlite3_bind_zeroblob(handle, position, 0)
                    : countertop_bind_blob(handle, position, raw.baseAddress, Int32(raw.count))
            }
        }
        guard code == SQLITE_OK else {
            throw error("sqlite3_bind")
        }
    }

    /// Goes to the next row; nil at the end. After an error or the end it must be reset.
    public func step() throws(SQLiteError) -> SQLiteRow? {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return SQLiteRow(handle: handle)
        case SQLITE_DONE: return nil
        default: throw error("sqlite3_step")
        }
    }

    /// Makes it ready for another run and forgets the bound values.
    public func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    private func error(_ call: String) -> SQLiteError {
        SQLiteError(
            extendedCode: sqlite3_extended_errcode(database),
            message: String(cString: sqlite3_errmsg(database)),
            call: call,
            subject: sql
        )
    }
}
