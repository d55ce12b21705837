import Domain
import Glibc
import Linux
import SQLite

/// Opening a journal: lock, damage, migration, verification.
public enum JournalFile {
    /// Opens or makes the journal at `path` for this process alone.
    ///
    /// A file that SQLite cannot read is set aside under a name of its own, read-only; a new journal with a new epoch begins and
    /// takes over what can be read of the old one. Never a silent empty start: `setAside` says so, and a crash on the way begins
    /// again from the damaged file.
    ///
    /// - Parameter freshEpoch: sixteen hex digits for a journal that begins now.
    public static func open(path: String, freshEpoch: String, now: Instant) throws(JournalError) -> OpenedJournal {
        try checkFolder(of: path)
        let lock = try JournalLock(journal: path)
        do throws(JournalError) {
            try takeReplacement(of: path)
            JournalReserve(journal: path).fill()
            do throws(JournalError) {
                let store = try connect(path: path, freshEpoch: freshEpoch)
                let damaged = try verify(store)
                return OpenedJournal(store: store, lock: lock, damaged: damaged, setAside: nil, salvage: nil)
            } catch {
                guard case .sqlite(let cause) = error, cause.isCorrupt else {
                    throw error
                }
            }
            return try replace(path: path, freshEpoch: freshEpoch, now: now, lock: lock)
        } catch {
            lock.close()
            throw error
        }
    }

    /// Builds a new journal beside the damaged one from what can be read of it, and only then puts it in its place.
    private static func replace(
        path: String,
        freshEpoch: String,
        now: Instant,
        lock: JournalLock
    ) throws(JournalError) -> OpenedJournal {
        let fresh = path + replacement
        for suffix in ["", "-wal", "-shm"] {
            unlink(fresh + suffix)
        }
        let store = try connect(path: fresh, freshEpoch: freshEpoch)
        let report: SalvageReport
        do throws(SQLiteError) {
            defer { store.close() }
            report = try JournalSalvage(from: path, into: store).run()
        } catch {
            throw .sqlite(error)
        }
        let aside = try setAside(path: path, now: now)
        try takeReplacement(of: path)
        JournalSuspicion(journal: path).lift()
        return OpenedJournal(
            store: try connect(path: path, freshEpoch: freshEpoch),
            lock: lock,
            damaged: [],
            setAside: aside,
            salvage: report
        )
    }

    /// The name of a journal that is being built; whole when nothing stands in its place any more.
    private static let replacement = ".new"

    private static func takeReplacement(of path: String) throws(JournalError) {
        guard !Files.exists(path), Files.exists(path + replacement) else {
            return
        }
        do throws(LinuxError) {
            try Files.rename(path + replacement, to: path)
            try Files.syncFolder(of: path)
        } catch {
            throw .readOnly(path: path, detail: error.description)
        }
    }

    private static func checkFolder(of path: String) throws(JournalError) {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        guard access(folder.isEmpty ? "/" : folder, W_OK | X_OK) == 0 else {
            throw .readOnly(path: path, detail: "\(folder): \(String(cString: strerror(errno)))")
        }
        if access(path, F_OK) == 0, access(path, W_OK | R_OK) != 0 {
            throw .readOnly(path: path, detail: String(cString: strerror(errno)))
        }
    }

    private static func connect(path: String, freshEpoch: String) throws(JournalError) -> JournalStore {
        let database: Database
        // Numbers of members stand in it: nobody else reads it. Its WAL takes the file's rights over.
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if file >= 0 {
            close(file)
        }
        do throws(SQLiteError) {
            database = try Database(path: path, mode: .readWriteCreate)
        } catch {
            throw error.isReadOnly || error.isCannotOpen ? .readOnly(path: path, detail: error.message) : .sqlite(error)
        }
        do throws(JournalError) {
            try JournalSchema.migrate(database, path: path)
            do throws(SQLiteError) {
                return try JournalStore(database: database, path: path, freshEpoch: freshEpoch)
            } catch {
                throw JournalError.sqlite(error)
            }
        } catch {
            database.close()
            throw error
        }
    }

    private static func verify(_ store: JournalStore) throws(JournalError) -> [DamagedRow] {
        let suspicion = JournalSuspicion(journal: store.path)
        do throws(SQLiteError) {
            if suspicion.isThere {
                let findings = try store.database.quickCheck()
                guard findings.isEmpty else {
                    throw SQLiteError(corrupt: findings[0])
                }
                suspicion.lift()
            }
            return try store.verifyTail()
        } catch {
            store.close()
            throw .sqlite(error)
        }
    }

    /// Renames the damaged file with its WAL and takes away its write permission.
    private static func setAside(path: String, now: Instant) throws(JournalError) -> String {
        let aside = path + ".damaged-\(now.milliseconds)"
        for suffix in ["", "-wal", "-shm"] {
            guard access(path + suffix, F_OK) == 0 else {
                continue
            }
            guard rename(path + suffix, aside + suffix) == 0 else {
                throw .readOnly(
                    path: path,
                    detail: "it is damaged and cannot be set aside: \(String(cString: strerror(errno)))"
                )
            }
            chmod(aside + suffix, 0o400)
        }
        return aside
    }
}
