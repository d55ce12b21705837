import Counter
import Crypto
import Domain
import Synchronization

/// The tokens of paired tills by their hashes: the journal's rows, read again after each change.
final class PairedTills: Sendable {
    private struct State: Sendable {
        var tills: [[UInt8]: String]?
        /// Changes so far: rows that were read before the last one are not kept.
        var changes = 0
    }

    private let state = Mutex(State())
    private let journal: any JournalReading

    init(journal: any JournalReading) {
        self.journal = journal
    }

    /// The till whose token it is.
    func till(of token: String) throws(Problem) -> String? {
        let hash = SHA256.hash(Array(token.utf8))
        let (known, changes) = state.withLock { ($0.tills, $0.changes) }
        if let known {
            return known[hash]
        }
        let rows = Dictionary(try journal.pairedTills().map { ($0.tokenHash, $0.name) }) { first, _ in first }
        state.withLock { state in
            if state.changes == changes {
                state.tills = rows
            }
        }
        return rows[hash]
    }

    /// A change of who may come in is committed.
    func forget() {
        state.withLock { state in
            state.tills = nil
            state.changes += 1
        }
    }
}
