import Counter
import Journal
import Synchronization

/// A journal that has no room for one transaction, the `failing`-th that holds rows, and takes all others.
final class FailingWriter: JournalWriting {
    private let writer: any JournalWriting
    private let failing: Int
    private let count = Mutex(0)

    init(_ writer: any JournalWriting, failing: Int) {
        self.writer = writer
        self.failing = failing
    }

    /// Whether there were as many transactions.
    var hasFailed: Bool { count.withLock { $0 > failing } }

    func commit(_ transactions: [JournalTransaction]) -> [CommitResult] {
        let failed = transactions.firstIndex { transaction in
            !transaction.changes.isEmpty
                && count.withLock { count in
                    count += 1
                    return count == failing + 1
                }
        }
        guard let failed else {
            return writer.commit(transactions)
        }
        let before = failed > 0 ? writer.commit(Array(transactions[..<failed])) : []
        return before + [.full] + transactions.dropFirst(failed + 1).map { _ in .superseded }
    }
}
