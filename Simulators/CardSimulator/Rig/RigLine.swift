import Linux

/// Where the slots find pcscd's virtual readers; changes when pcscd starts and ends.
final class RigLine: Sendable {
    private struct State: Sendable {
        /// Counts the starts of pcscd.
        var generation = 0
        var isUp = false
        var isClosed = false
    }

    private let state = ConditionBox(State())

    /// pcscd runs and its readers listen.
    func up() {
        state.update { state in
            state.generation += 1
            state.isUp = true
        }
    }

    func down() {
        state.update { $0.isUp = false }
    }

    /// The rig is taken apart: no slot waits any more.
    func close() {
        state.update { $0.isClosed = true }
    }

    /// Blocks until pcscd runs and is not the one counted `refused`; nil when the rig is taken apart.
    func waitUntilUp(refused: Int) -> Int? {
        state.wait(until: .never) { state -> Int?? in
            if state.isClosed {
                return .some(nil)
            }
            return state.isUp && state.generation != refused ? .some(state.generation) : nil
        } ?? nil
    }
}
