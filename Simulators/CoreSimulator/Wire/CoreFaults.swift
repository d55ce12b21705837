import Synchronization

/// What goes wrong at the core, on purpose.
public final class CoreFaults: Sendable {
    public enum Fault: Sendable, Hashable {
        /// The next answers of a route that begins so are lost after their effect was committed.
        case loseAnswers(Int, path: String = "/v1/")
        /// The next answers of a route that begins so are this instead.
        case nonsense(path: String, status: Int, body: String, times: Int)
    }

    private struct State: Sendable {
        var losses: (path: String, times: Int)?
        var nonsense: (path: String, status: Int, body: String, times: Int)?
        var refusedSequences: Set<Int64> = []
    }

    private let state = Mutex(State())

    public func inject(_ fault: Fault) {
        state.withLock { state in
            switch fault {
            case .loseAnswers(let times, let path): state.losses = (path, times)
            case .nonsense(let path, let status, let body, let times): state.nonsense = (path, status, body, times)
            }
        }
    }

    /// Events of these sequences are refused with 422, whatever their stream.
    public func refuse(sequences: Set<Int64>) {
        state.withLock { $0.refusedSequences = sequences }
    }

    var refusedSequences: Set<Int64> { state.withLock { $0.refusedSequences } }

    /// Whether this answer is lost.
    func takeLoss(path: String) -> Bool {
        state.withLock { state in
            guard let losses = state.losses, losses.times > 0, path.hasPrefix(losses.path) else {
                return false
            }
            state.losses?.times -= 1
            return true
        }
    }

    func takeNonsense(path: String) -> (status: Int, body: String)? {
        state.withLock { state in
            guard let nonsense = state.nonsense, nonsense.times > 0, path.hasPrefix(nonsense.path) else {
                return nil
            }
            state.nonsense?.times -= 1
            return (nonsense.status, nonsense.body)
        }
    }
}
