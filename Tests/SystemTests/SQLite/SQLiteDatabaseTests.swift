import Foundation
import SQLite
import Testing

@Suite struct SQLiteDatabaseTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func open(_ mode: Database.Mode = .readWriteCreate, busy: Int32 = 0) throws -> Database {
        try Database(path: folder.file("a.sqlite"), mode: mode, busyMilliseconds: busy)
    }

    @Test("every connection that writes works in WAL mode with full sync")
    func durablePragmas() throws {
        let database = try open()
        defer { database.close() }
        #expect(try database.first("PRAGMA journal_mode") { $0.text(0) } == "wal")
        #expect(try database.first("PRAGMA synchronous") { $0.int64(0) } == 2)
        #expect(try database.first("PRAGMA foreign_keys") { $0.int64(0) } == 1)
    }

    @Test(
        "what is bound comes back",
        arguments: [
            SQLiteValue.null, .integer(0), .integer(.min), .integer(.max), .text(""), .text("加油站 ⛽️"), .text("a\0b"),
            .blob([]), .blob([0, 1, 0xFF]),
        ]
    )
    func roundTrip(value: SQLiteValue) throws {
        let database = try open()
        defer { database.close() }
        let back = try database.first("SELECT ?1, typeof(?1)", [value]) { row -> (String, SQLiteValue) in
            switch row.text(1) {
            case "null": ("null", .null)
            case "integer": ("integer", .integer(row.int64(0)))
            case "text": ("text", .text(row.text(0)))
            default: ("blob", .blob(row.blob(0)))
            }
        }
        #expect(back?.1 == value)
    }

    @Test("a transaction whose body throws leaves nothing behind")
    func rollsBack() throws {
        let database = try open()
        defer { database.close() }
        try database.run("CREATE TABLE t (a INTEGER PRIMARY KEY)")
        #expect(throws: SQLiteError.self) {
            try database.transaction { () throws(SQLiteError) in
                try database.run("INSERT INTO t VALUES (1)")
                try database.run("INSERT INTO t VALUES (1)")
            }
        }
        #expect(database.isInTransaction == false)
        #expect(try database.first("SELECT count(*) FROM t") { $0.int64(0) } == 0)
    }

    @Test("an error names the statement and not what was bound")
    func errorText() throws {
        let database = try open()
        defer { database.close() }
        try database.run("CREATE TABLE t (a TEXT PRIMARY KEY)")
        try database.run("INSERT INTO t VALUES (?)", ["secret-value"])
        let error = #expect(throws: SQLiteError.self) { try database.run("INSERT INTO t VALUES (?)", ["secret-value"]) }
        #expect(error?.isConstraint == true)
        #expect(error?.extendedCode == 1555)
        #expect(error?.description.contains("INSERT INTO t VALUES (?)") == true)
        #expect(error?.description.contains("secret") == false)
    }

    @Test("statements are prepared once and refuse a second use at a time")
    func statementCache() throws {
        let database = try open()
        defer { database.close() }
        let first = try database.statement("SELECT 1 UNION SELECT 2")
        _ = try first.step()
        #expect(throws: SQLiteError.self) { try database.statement("SELECT 1 UNION SELECT 2") }
        first.reset()
        #expect(try database.statement("SELECT 1 UNION SELECT 2") === first)
    }

    @Test("a second writer is told that the file is busy")
    func busy() throws {
        let one = try open()
        defer { one.close() }
        let two = try open()
        defer { two.close() }
        try one.run("CREATE TABLE t (a)")
        try one.run("BEGIN IMMEDIATE")
        let error = #expect(throws: SQLiteError.self) { try two.transaction { () throws(SQLiteError) in } }
        #expect(error?.isBusy == true)
        one.rollback()
    }

    @Test("a reader sees commits of the writer and cannot write")
    func readOnly() throws {
        let writer = try open()
        defer { writer.close() }
        try writer.run("CREATE TABLE t (a)")
        let reader = try open(.readOnly)
        defer { reader.close() }
        try writer.run("INSERT INTO t VALUES (7)")
        #expect(try reader.rows("SELECT a FROM t") { $0.int64(0) } == [7])
        let error = #expect(throws: SQLiteError.self) { try reader.run("INSERT INTO t VALUES (8)") }
        #expect(error?.isReadOnly == true)
    }

    @Test("a full file is told as such")
    func full() throws {
        let database = try open()
        defer { database.close() }
        try database.run("CREATE TABLE t (a)")
        try database.run("PRAGMA max_page_count = 4")
        let error = #expect(throws: SQLiteError.self) {
            try database.run("INSERT INTO t VALUES (zeroblob(100000))")
        }
        #expect(error?.isFull == true)
    }

    @Test("a file that is no database, and a missing one, each have their own error")
    func notADatabase() throws {
        try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: folder.file("a.sqlite")))
        #expect(#expect(throws: SQLiteError.self) { try open() }?.isCorrupt == true)
        let missing = #expect(throws: SQLiteError.self) {
            try Database(path: folder.file("none.sqlite"), mode: .readOnly)
        }
        #expect(missing?.isCannotOpen == true)
    }

    @Test("quick_check names a damaged page")
    func quickCheck() throws {
        let path = folder.file("a.sqlite")
        var database = try open()
        try database.run("CREATE TABLE t (a)")
        for _ in 0..<50 {
            try database.run("INSERT INTO t VALUES (randomblob(1000))")
        }
        #expect(try database.quickCheck().isEmpty)
        #expect(try database.checkpoint(truncate: true))
        database.close()
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try file.seek(toOffset: 4096 * 3)
        try file.write(contentsOf: Data(repeating: 0xEE, count: 64))
        try file.close()
        database = try open()
        defer { database.close() }
        let findings = (try? database.quickCheck()) ?? ["error"]
        #expect(!findings.isEmpty)
    }

    @Test("an immutable file is read without a byte written beside it")
    func immutable() throws {
        var database = try open()
        try database.run("CREATE TABLE t AS SELECT 5 AS a")
        database.close()
        let odd = folder.file("50% #1?.sqlite")
        try FileManager.default.moveItem(atPath: folder.file("a.sqlite"), toPath: odd)
        database = try Database(path: odd, mode: .immutable)
        #expect(try database.rows("SELECT a FROM t") { $0.int64(0) } == [5])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["50% #1?.sqlite"])
        database.close()
    }

    @Test("a closed database answers with an error")
    func closed() throws {
        let database = try open()
        database.close()
        database.close()
        #expect(throws: SQLiteError.self) { try database.run("SELECT 1") }
    }
}
