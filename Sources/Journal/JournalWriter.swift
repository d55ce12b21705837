import Counter
import Domain
import Linux
import Runtime
import SQLite
import Synchronization

/// The one writer of the journal: commits on the thread that asks, and keeps the file tidy on its own.
public final class JournalWriter: JournalWriting, Service {
    /// How the disk is, as far as the writer knows.
    private enum Disk {
        case fine
        /// No room: the reserve is given up to outcomes and reversals, everything else is refused until it can be taken again.
        case full
        /// A write or fsync failed: nothing is written any more (D8).
        case failed(String)
        case closed
    }

    public let name = "journal"
    /// Guards `journal`, too.
    private let disk = Mutex(Disk.fine)
    private nonisolated(unsafe) let journal: OpenedJournal
    private let isStopped = ConditionBox(false)
    private let reserve: JournalReserve
    private let retention: JournalStore.Retention
    private let hasCore: Bool
    private let wall: @Sendable () -> Instant
    private let log: Log
    /// Milliseconds between two looks for old rows, with or without work.
    private let tidyMilliseconds: Int

    /// The newest events, for readers of the same file in this process.
    public var tail: JournalTail { journal.store.tail }

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

    /// Once the disk has failed (D8) or `run` has ended every transaction is answered `.fatal` and nothing is written any more.
    public func commit(_ transactions: [JournalTransaction]) -> [CommitResult] {
        disk.withLock { disk in commit(transactions, &disk) }
    }

    /// Asks it to end.
    public func stop() {
        isStopped.update { $0 = true }
    }

    /// Keeps the file tidy until `stop`, and closes it.
    public func run() {
        var wait = tidyMilliseconds
        while isStopped.wait(until: .after(milliseconds: wait), for: { $0 ? true : nil }) == nil {
            let more = disk.withLock { disk in tidy(&disk) }
            wait = more ? min(1_000, tidyMilliseconds) : tidyMilliseconds
        }
        disk.withLock { disk in
            if case .fine = disk {
                // So that the file by itself is a whole copy, whoever still reads.
                _ = try? journal.store.database.checkpoint()
            }
            disk = .closed
            journal.close()
        }
    }

    private func commit(_ transactions: [JournalTransaction], _ disk: inout Disk) -> [CommitResult] {
        guard transactions.contains(where: { !$0.changes.isEmpty }) else {
            return transactions.map { _ in .committed }
        }
        switch disk {
        case .closed:
            return transactions.map { _ in .fatal("the journal is closed") }
        case .failed(let reason):
            return transactions.map { _ in .fatal(reason) }
        case .full where !reserve.refill():
            return commitOnFullDisk(transactions, &disk)
        case .full:
            log.notice("there is room on the disk again", [:])
            disk = .fine
        case .fine:
            break
        }
        do throws(SQLiteError) {
            let results = try journal.store.commit(transactions)
            for case .refused(let reason) in results {
                log.error("a transaction was refused", ["reason": reason])
            }
            return results
        } catch {
            guard error.isFull else {
                fail(error, &disk)
                return transactions.map { _ in .fatal(error.description) }
            }
            log.error("the disk is full: no new operations until there is room", [:])
            disk = .full
            reserve.release()
            return commitOnFullDisk(transactions, &disk)
        }
    }

    private func fail(_ error: SQLiteError, _ disk: inout Disk) {
        log.error("the journal cannot be written", ["error": error.description])
        if error.isCorrupt {
            JournalSuspicion(journal: journal.store.path).raise()
        }
        disk = .failed(error.description)
    }

    /// New work is refused, outcomes and reversals live on the reserve, as long as nothing before them was refused.
    private func commitOnFullDisk(_ transactions: [JournalTransaction], _ disk: inout Disk) -> [CommitResult] {
        var results: [CommitResult] = []
        for transaction in transactions {
            switch results.last {
            case .committed, nil: results.append(commitOnFullDisk(transaction, &disk))
            case .fatal(let reason): results.append(.fatal(reason))
            case .full, .refused, .superseded: results.append(.superseded)
            }
        }
        return results
    }

    private func commitOnFullDisk(_ transaction: JournalTransaction, _ disk: inout Disk) -> CommitResult {
        guard transaction.mayUseReserve || transaction.changes.isEmpty else {
            return .full
        }
        do throws(SQLiteError) {
            return try journal.store.commit([transaction])[0]
        } catch {
            if error.isFull {
                return .full
            }
            fail(error, &disk)
            return .fatal(error.description)
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
            if removed > 0 {
                tail.forget()
            }
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
