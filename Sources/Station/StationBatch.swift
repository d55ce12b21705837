import Counter
import Domain

/// What one round of the loop decided: committed together, then carried out in its order.
struct StationBatch {
    private struct Decided {
        let decision: Decision
        /// What was decided about; nil for the passing of time.
        let entry: StationLoop.Entry?
        /// The counter before the decision.
        let before: Counter
    }

    private var decided: [Decided] = []

    /// A decision without changes keeps its place, too: carried out at once, it would overtake what is still to be committed.
    mutating func add(_ decision: Decision, about entry: StationLoop.Entry?, before: Counter) {
        decided.append(Decided(decision: decision, entry: entry, before: before))
    }

    var transactions: [JournalTransaction] {
        decided.map { JournalTransaction(changes: $0.decision.changes, mayUseReserve: $0.decision.mayUseReserve) }
    }

    /// Whether a decision begins a new epoch.
    var rebuilds: Bool { decided.contains { $0.decision.rebuild } }

    /// The counter before decision `index`; nil behind the last.
    func counter(before index: Int) -> Counter? {
        decided.indices.contains(index) ? decided[index].before : nil
    }

    /// What was decided about behind `index`.
    func entries(after index: Int) -> [StationLoop.Entry] {
        decided.dropFirst(index + 1).compactMap(\.entry)
    }

    /// Carries out the effects of what was committed and refuses what was not; what was not tried is decided anew.
    func carryOut(_ results: [CommitResult], board: StationBoard, ports: StationPorts) {
        for (decided, result) in zip(decided, results) where result != .superseded {
            guard result == .committed else {
                let problem = Problem(result == .full ? "journal-full" : "journal-failed")
                decided.entry?.answer(.failure(problem))
                continue
            }
            for effect in decided.decision.effects {
                if case .reply(_, let answer) = effect {
                    decided.entry?.answer(answer)
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
