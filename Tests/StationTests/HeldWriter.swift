import Counter
import Linux

/// A journal whose disk takes its time: transactions are committed when they are let go.
final class HeldWriter: JournalWriting {
    private struct State: Sendable {
        var isHolding = false
        var isOpen = false
    }

    private let state = ConditionBox(State())

    func commit(_ transactions: [JournalTransaction]) -> [CommitResult] {
        state.update { $0.isHolding = true }
        let isLetGo = state.wait(until: .after(milliseconds: 20_000)) { $0.isOpen ? true : nil }
        return transactions.map { _ in isLetGo == true ? .committed : .fatal("held for ever") }
    }

    /// Waits until something is held; false when nothing came.
    func waitUntilHolding() -> Bool {
        state.wait(until: .after(milliseconds: 10_000)) { $0.isHolding ? true : nil } ?? false
    }

    /// Lets everything go, and holds nothing any more.
    func letGo() {
        state.update { $0.isOpen = true }
    }
}
