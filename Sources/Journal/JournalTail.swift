import Counter
import Domain
import Synchronization

/// The newest committed events in memory: who follows the journal's head need not read the file after every commit.
///
/// Any thread.
public final class JournalTail: Sendable {
    /// How many events are kept; who is further behind reads the file.
    static let capacity = 64

    private struct State: Sendable {
        var epoch = ""
        /// Every event after this position is in `entries`; nil before the first.
        var after: Int64?
        var entries: [EventPage.Entry] = []
    }

    private let state = Mutex(State())

    /// Takes in what one commit appended, in its order.
    func add(_ appended: [EventPage.Entry], epoch: String) {
        guard let first = appended.first else {
            return
        }
        // A commit that changes the epoch may hold rows of both.
        let isOfOneEpoch = appended.allSatisfy { $0.event.epoch == epoch }
        state.withLock { state in
            if state.epoch != epoch || !isOfOneEpoch {
                state = State(epoch: epoch)
            }
            guard isOfOneEpoch else {
                return
            }
            state.after = state.after ?? first.position - 1
            state.entries.append(contentsOf: appended)
            let excess = state.entries.count - Self.capacity
            if excess > 0 {
                state.after = state.entries[excess - 1].position
                state.entries.removeFirst(excess)
            }
        }
    }

    /// Keeps nothing of what was: rows were removed from the file.
    func forget() {
        state.withLock { $0 = State(epoch: $0.epoch) }
    }

    /// Events after `cursor`, at most `limit` that pass the filter; nil when some of them are not kept here.
    func page(after cursor: EventCursor, filter: EventFilter, limit: Int) -> EventPage? {
        state.withLock { state in
            guard let after = state.after, cursor.epoch == state.epoch, cursor.position >= after else {
                return nil
            }
            var entries: [EventPage.Entry] = []
            var position = cursor.position
            let start = state.entries.lastIndex { $0.position <= cursor.position }.map { $0 + 1 } ?? 0
            for entry in state.entries[start...] {
                guard entries.count < limit else {
                    return EventPage(
                        entries: entries,
                        next: EventCursor(epoch: cursor.epoch, position: position),
                        more: true
                    )
                }
                position = entry.position
                if filter.admits(entry.event) {
                    entries.append(entry)
                }
            }
            return EventPage(
                entries: entries,
                next: EventCursor(epoch: cursor.epoch, position: position),
                more: false
            )
        }
    }
}
