import Domain

extension Counter {
    /// Looks at every deadline that has come.
    mutating func tick(_ work: inout Work) {
        tellSensors(&work)
        let due = alarms.filter { $0.at <= work.moment.monotonic }
        for alarm in due {
            clearAlarm(alarm.operation)
            work.decision.mayUseReserve = true
            guard let index = operations.firstIndex(where: { $0.id == alarm.operation }) else {
                continue
            }
            switch operations[index].state {
            case .created:
                let isLost = !mayBeSent(operations[index])
                end(index, as: .expired, problem: isLost ? "payment-code-lost" : "reversal-pending", &work)
            case .awaitingCard:
                end(index, as: .expired, problem: "operation-expired", &work)
            case .sent:
                answerLost(index, &work)
            case .unknown:
                retry(index, &work)
            case .reversing, .offlineAccepted:
                if operations[index].lacksSettlingEvent {
                    settleByEvent(index, &work)
                }
            case .approved, .declined, .confirmed, .reversed, .cancelled, .expired:
                break
            }
        }
    }

    /// The pause is over, or the last attempt ran into its deadline.
    private mutating func retry(_ index: Int, _ work: inout Work) {
        let operation = operations[index]
        let replays = settings.timing.replayPauses.count + 1
        let isOver = operation.deadline.map { $0 <= work.moment.wall } ?? true
        // A wall clock that was set back does not let the inquiries go on for ever.
        if operation.attempts > replays, isOver || operation.attempts > replays + 1 {
            answerLost(index, &work)
        } else if operation.attempts <= settings.timing.replayPauses.count, mayBeSent(operation) {
            send(operation.id, &work)
        } else {
            inquire(operation.id, &work)
        }
    }
}
