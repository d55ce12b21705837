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

    /// How the disk is, as far as the writer knows.
    private enum Disk {
        case fine
        /// No room: the reserve is given up to outcomes and reversals, everything else is refused until it can be taken again.
        case full
        /// A write or fsync failed: nothing is written any more (D8).
        case failed(String)
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
    /// Milliseconds between two looks for old rows, with or without work.
    private let tidyMilliseconds: Int

    public init(
        journal: OpenedJournal,
        retention: JournalStore.Retention = JournalStore.Retention(),
        hasCore: Bool,
        wall: @escaping @Sendable () -> Instant,
        log: Log = Log("journal"),
        tidyMilliseconds: Int = 600_000
    ) {
        self.journal = journal
        reserve = JournalReserve(journal: journal.store.path)
        self.retention = retention
        self.hasCore = hasCore
        self.wall = wall
        self.log = log
        self.tidyMilliseconds = tidyMilliseconds
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
        var disk = Disk.fine
        var nextTidy = Deadline.after(milliseconds: tidyMilliseconds)
        while true {
            let batch = mailbox.takeAll(waitingUpTo: nextTidy)
            if batch.isEmpty, mailbox.isClosed {
                break
            }
            commit(batch, &disk)
            if nextTidy.isPast {
                let more = tidy(&disk)
                nextTidy = .after(milliseconds: more ? min(1_000, tidyMilliseconds) : tidyMilliseconds)
            }
        }
        if case .fine = disk {
            // So that the file by itself is a whole copy, whoever still reads.
            _ = try? journal.store.database.checkpoint()
        }
        journal.close()
    }

    private func commit(_ batch: [Submission], _ disk: inout Disk) {
        guard batch.contains(where: { !$0.changes.isEmpty }) else {
            batch.forEach { $0.completion(.committed) }
            return
        }
        switch disk {
        case .failed(let reason):
            batch.forEach { $0.completion(.fatal(reason)) }
            return
        case .full where !reserve.refill():
            commitOnFullDisk(batch, &disk)
            return
        case .full:
            log.notice("there is room on the disk again", [:])
            disk = .fine
        case .fine:
            break
        }
        do throws(SQLiteError) {
            let results = try journal.store.commit(batch.map { JournalStore.Submission(changes: $0.changes) })
            for (submission, result) in zip(batch, results) {
                if case .refused(let reason) = result {
                    log.error("a transaction was refused", ["reason": reason])
                }
                submission.completion(result)
            }
        } catch {
            guard error.isFull else {
                fail(error, &disk)
                batch.forEach { $0.completion(.fatal(error.description)) }
                return
            }
            log.error("the disk is full: no new operations until there is room", [:])
            disk = .full
            reserve.release()
            commitOnFullDisk(batch, &disk)
        }
    }

    private func fail(_ error: SQLiteError, _ disk: inout Disk) {
        log.error("the journal cannot be written", ["error": error.description])
        if error.isCorrupt {
            JournalSuspicion(journal: journal.store.path).raise()
        }
        disk = .failed(error.description)
    }

    /// New work is refused, outcomes and reversals live on the reserve.
    private func commitOnFullDisk(_ batch: [Submission], _ disk: inout Disk) {
        for submission in batch {
            if case .failed(let reason) = disk {
                submission.completion(.fatal(reason))
                continue
            }
            guard submission.mayUseReserve || submission.changes.isEmpty else {
                submission.completion(.full)
                continue
            }
            do throws(SQLiteError) {
                let result = try journal.store.commit([JournalStore.Submission(changes: submission.changes)])
                submission.completion(result[0])
            } catch {
                if error.isFull {
                    submission.completion(.full)
                } else {
                    fail(error, &disk)
                    submission.completion(.fatal(error.description))
                }
            }
        }
    }

    /// Removes old rows and folds the WAL into the file; true when there is more to remove.
    private func tidy(_ disk: inout Disk) -> Bool {
        if case .failed = disk {
            return false
        }
        do throws(SQLiteError) {
            let limit = 1_000
            let removed = try journal.store.prune(now: wall(), retention: retention, hasCore: hasCore, limit: limit)
            try journal.store.database.checkpoint()
            if case .fine = disk {
                reserve.fill()
            }
            return removed >= limit
        } catch {
            if error.isFull || error.isBusy {
                log.warning("old rows could not be removed", ["error": error.description])
            } else {
                fail(error, &disk)
            }
            return false
        }
    }
}
