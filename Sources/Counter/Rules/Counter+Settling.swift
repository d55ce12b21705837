import Domain
import HID

/// Operations whose reversal or offline sale the core refuses: a person clears up what is true, and says so under a name.
extension Counter {
    /// The core refused the event that would have settled the operation: from now on a person must.
    mutating func settlingRefused(_ index: Int, code: String, _ work: inout Work) {
        guard operations[index].isSettledByEvent, !operations[index].isSettlingRefused else {
            return
        }
        operations[index].problem = operations[index].state == .reversing ? "reversal-refused" : "offline-refused"
        operations[index].refusal = String(code.prefix(200))
        let operation = operations[index]
        append(
            EventType.operation(operation.kind, "unsettled"),
            stream: .pay,
            lane: operation.lane,
            data: operation.eventData,
            &work
        )
        save(index, &work)
        tellOperation(operations[index], &work)
    }

    /// Settles such an operation as `resolution` says; row, event and record of who said it are one transaction.
    mutating func settle(
        _ id: EntityID,
        as resolution: Settlement.Resolution,
        by person: String,
        reason: String,
        caller: TillCaller,
        facts: TillFacts,
        _ work: inout Work
    ) throws(Problem) -> TillReply {
        guard let index = operations.firstIndex(where: { $0.id == id }) else {
            guard let past = facts.original else {
                throw Problem("unknown-operation", subject: id.text)
            }
            throw Problem("not-settleable", detail: "it is \(past.state.rawValue)", subject: id.text)
        }
        let state = operations[index].state
        guard operations[index].isSettlingRefused, operations[index].isSettledByEvent else {
            throw Problem("not-settleable", detail: "it is \(state.rawValue)", subject: id.text)
        }
        for (text, name) in [(person, "by"), (reason, "reason")] where TypedNumber.isDangerous(within: text) {
            // It would stand in rows and events.
            throw Problem("bank-card-typed", subject: name)
        }
        operations[index].settlements.append(
            Settlement(
                resolution: resolution,
                by: person,
                reason: reason,
                account: caller.till,
                time: work.moment.wall
            )
        )
        work.decision.mayUseReserve = true
        let settled: Operation
        switch resolution {
        case .retry:
            operations[index].problem = state == .reversing ? "outcome-unknown" : nil
            operations[index].refusal = nil
            settleByEvent(index, &work)
            settled = operations[index]
            tellOperation(settled, &work)
        case .booked:
            // A reversal that did not come about belongs to the shift in which that was found.
            if state == .reversing {
                operations[index].settlingSequence = nil
            }
            settled = finish(index, as: .confirmed, problem: nil, &work)
        case .unbooked:
            settled = finish(index, as: state == .reversing ? .reversed : .declined, problem: "settled-unbooked", &work)
        }
        remember(id, caller: caller, &work)
        return .operation(settled, replayed: false)
    }

    private mutating func finish(
        _ index: Int,
        as state: Operation.State,
        problem: String?,
        _ work: inout Work
    ) -> Operation {
        let operation = end(index, as: state, problem: problem, &work)
        append(
            EventType.operation(operation.kind, "settled"),
            stream: .pay,
            lane: operation.lane,
            data: operation.eventData,
            &work
        )
        return operation
    }
}
