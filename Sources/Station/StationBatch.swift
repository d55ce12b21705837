import Counter
import Domain

/// What one round of the loop decided: committed together, then carried out in its order.
struct StationBatch {
    private struct Decided {
        let decision: Decision
        let reply: (@Sendable (Result<TillReply, Problem>) -> Void)?
    }

    private var decided: [Decided] = []

    /// A decision without changes keeps its place, too: carried out at once, it would overtake what is still to be committed.
    mutating func add(_ decision: Decision, reply: (@Sendable (Result<TillReply, Problem>) -> Void)?) {
        decided.append(Decided(decision: decision, reply: reply))
    }

    var transactions: [JournalTransaction] {
        decided.map { JournalTransaction(changes: $0.decision.changes, mayUseReserve: $0.decision.mayUseReserve) }
    }

    /// Whether a decision begins a new epoch.
    var rebuilds: Bool { decided.contains { $0.decision.rebuild } }

    /// Carries out the effects of what was committed and refuses the rest.
    func carryOut(_ results: [CommitResult], board: StationBoard, ports: StationPorts) {
        for (decided, result) in zip(decided, results) {
            guard result == .committed else {
                decided.reply?(.failure(Problem(result == .full ? "journal-full" : "journal-failed")))
                continue
            }
            for effect in decided.decision.effects {
                if case .reply(_, let answer) = effect {
                    decided.reply?(answer)
                } else {
                    ports.carryOut(effect, board: board)
                }
            }
            if !decided.decision.changes.isEmpty {
                board.wake()
            }
        }
    }
}
