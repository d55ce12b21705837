import Domain

extension Counter {
    /// Looks at every deadline that has come.
    mutating func tick(_ work: inout Work) {
        let due = alarms.filter { $0.at <= work.moment.monotonic }
        for alarm in due {
            clearAlarm(alarm.operation)
            guard let index = operations.firstIndex(where: { $0.id == alarm.operation }) else {
                continue
            }
            switch operations[index].state {
            case .created where operations[index].credential != nil:
                end(index, as: .expired, problem: "reversal-pending", &work)
            case .created, .awaitingCard:
                end(index, as: .expired, problem: "operation-expired", &work)
            case .sent:
                answerLost(index, &work)
            case .unknown:
                retry(index, &work)
            case .approved, .declined, .offlineAccepted, .confirmed, .reversing, .reversed, .cancelled, .expired:
                break
            }
        }
    }

    /// The pause is over, or the last attempt ran into its deadline.
    private mutating func retry(_ index: Int, _ work: inout Work) {
        let operation = operations[index]
        if let deadline = operation.deadline, deadline <= work.moment.wall,
            operation.attempts > settings.timing.replayPauses.count + 1
        {
            answerLost(index, &work)
        } else if operation.attempts <= settings.timing.replayPauses.count {
            send(operation.id, &work)
        } else {
            inquire(operation.id, &work)
        }
    }
}
