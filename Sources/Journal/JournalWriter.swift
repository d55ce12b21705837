import Counter
import Domain
import Linux
import Runtime
import SQLite

/// The one thread that writes the journal: takes submissions in order and commits all that wait with one fsync.
public final class JournalWriter: JournalWriting, Service {
    private struct Submission: Sendable {
        let changes: [Change]
        let mayUseReserve: Bool
        let completion: @Sendable (CommitResult) -> Void
    }

    public let name = "journal"
    private let mailbox = Mailbox<Submission>()
    /// Used by the writer's thread only.
    private nonisolated(unsafe) let journal: OpenedJournal
    private let reserve: JournalReserve
    private let retention: JournalStore.Retention
    private let hasCore: Bool
    private let wall: @Sendable () -> Instant
    private let log: Log
    /// Milliseconds without work after which the WAL is folded into the file and old rows are looked for.
    private let idleMilliseconds: Int

    public init(
        journal: OpenedJournal,
        retention: JournalStore.Retention = JournalStore.Retention(),
        hasCore: Bool,
        wall: @escaping @Sendable () -> Instant,
        log: Log = Log("journal"),
        idleMilliseconds: Int = 600_000
    ) {
        self.journal = journal
        reserve = JournalReserve(journal: journal.store.path)
        self.retention = retention
        self.hasCore = hasCore
        self.wall = wall
        self.log = log
        self.idleMilliseconds = idleMilliseconds
    }

    public func submit(
        _ changes: [Change],
        mayUseReserve: Bool,
        completion: @escaping @Sendable (CommitResult) -> Void
    ) {
        let submission = Submission(changes: changes, mayUseReserve: mayUseReserve, completion: completion)
        if !mailbox.post(submission) {
            completion(.fatal("the journal is closed"))
        }
    }

    /// Asks it to commit what waits and end.
    public func stop() {
        mailbox.close()
    }

    /// Writes until `stop`, or until the disk fails (D8): then every submission is answered `.fatal` and nothing is written any more.
    public func run() {
        var broken: String?
        while true {
            let batch = mailbox.takeAll(waitingUpTo: .after(milliseconds: idleMilliseconds))
            if batch.isEmpty {
                if mailbox.isClosed {
                    break
                }
                if broken == nil {
                    tidy()
                }
                continue
            }
            if let broken {
                batch.forEach { $0.completion(.fatal(broken)) }
            } else {
                broken = commit(batch)
            }
        }
        journal.close()
    }

    /// Commits a batch; returns the reason when the journal must not be written any more.
    private func commit(_ batch: [Submission]) -> String? {
        guard batch.contains(where: { !$0.changes.isEmpty }) else {
            batch.forEach { $0.completion(.committed) }
            return nil
        }
        do throws(SQLiteError) {
            let results = try journal.store.commit(
                batch.map { JournalStore.Submission(changes: $0.changes, mayUseReserve: $0.mayUseReserve) }
            )
            for (submission, result) in zip(batch, results) {
                if case .refused(let reason) = result {
                    log.error("a transaction was refused", ["reason": reason])
                }
                submission.completion(result)
            }
            return nil
        } catch {
            guard error.isFull else {
                return fail(batch, error)
            }
            return commitOnFullDisk(batch)
        }
    }

    private func fail(_ batch: [Submission], _ error: SQLiteError) -> String {
        log.error("the journal cannot be written", ["error": error.description])
        batch.forEach { $0.completion(.fatal(error.description)) }
        return error.description
    }

    /// A full disk: new work is refused, outcomes and reversals take the reserve.
    private func commitOnFullDisk(_ batch: [Submission]) -> String? {
        log.error("the disk is full: no new operations until there is room", [:])
        var broken: String?
        var released = false
        for submission in batch {
            guard submission.mayUseReserve || submission.changes.isEmpty, broken == nil else {
                submission.completion(.full)
                continue
            }
            if !released {
                released = reserve.release()
            }
            do throws(SQLiteError) {
                let result = try journal.store.commit([
                    JournalStore.Submission(changes: submission.changes, mayUseReserve: true)
                ])
                submission.completion(result[0])
            } catch {
                if error.isFull {
                    submission.completion(.full)
                } else {
                    broken = fail([submission], error)
                }
            }
        }
        return broken
    }

    private func tidy() {
        do throws(SQLiteError) {
            try journal.store.prune(now: wall(), retention: retention, hasCore: hasCore)
            try journal.store.database.checkpoint()
            reserve.fill()
        } catch {
            log.warning("old rows could not be removed", ["error": error.description])
        }
    }
}
