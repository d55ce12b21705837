import Counter
import Linux

/// A journal whose disk takes its time: transactions are committed, in their order, when they are let go.
final class HeldWriter: JournalWriting {
    private struct State: Sendable {
        var waiting: [@Sendable (CommitResult) -> Void] = []
        var isOpen = false
    }

    private let state = ConditionBox(State())

    func submit(
        _ changes: [Change],
        mayUseReserve: Bool,
        completion: @escaping @Sendable (CommitResult) -> Void
    ) {
        let passes = state.update { state in
            guard !state.isOpen else {
                return true
            }
            state.waiting.append(completion)
            return false
        }
        if passes {
            completion(.committed)
        }
    }

    /// Waits until something is held, lets everything go, and holds nothing any more.
    func letGo() {
        let held = state.wait(until: .after(milliseconds: 10_000)) { state -> [@Sendable (CommitResult) -> Void]? in
            guard !state.waiting.isEmpty else {
                return nil
            }
            defer { state.waiting = [] }
            state.isOpen = true
            return state.waiting
        }
        held?.forEach { $0(.committed) }
    }
}
