import Counter
import Linux

/// The transactions of one round of the loop, waited for together.
final class StationBatch: Sendable {
    enum Outcome: Sendable {
        case committed
        /// A transaction failed or began a new epoch: the counter's state is no longer the journal's.
        case rebuild
        case fatal(String)
    }

    private struct State: Sendable {
        var open: Int
        var rebuild = false
        var fatal: String?
    }

    private let state = ConditionBox(State(open: 0))

    func begin() {
        state.update { $0.open += 1 }
    }

    func end(_ result: CommitResult, rebuild: Bool) {
        state.update { state in
            state.open -= 1
            switch result {
            case .committed: state.rebuild = state.rebuild || rebuild
            case .full, .refused: state.rebuild = true
            case .fatal(let reason): state.fatal = reason
            }
        }
    }

    /// Blocks until every transaction that began has ended.
    func wait() -> Outcome {
        state.wait(until: .never) { state in
            guard state.open == 0 else {
                return nil
            }
            return state.fatal.map { .fatal($0) } ?? (state.rebuild ? .rebuild : .committed)
        } ?? .committed
    }
}
