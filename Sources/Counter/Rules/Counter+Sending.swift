import Domain

extension Counter {
    /// Writes the operation's row with the time of the change.
    mutating func save(_ index: Int, _ work: inout Work) {
        operations[index].updated = work.moment.wall
        work.commit(.operation(operations[index]))
    }

    mutating func setAlarm(_ id: EntityID, after milliseconds: Int64, _ work: Work) {
        clearAlarm(id)
        alarms.append(OperationAlarm(operation: id, at: work.moment.monotonic + milliseconds))
    }

    mutating func clearAlarm(_ id: EntityID) {
        alarms.removeAll { $0.operation == id }
    }

    /// The next attempt: number and deadline are committed with the row, the request goes out after that (D1, D2).
    mutating func send(_ id: EntityID, _ work: inout Work) {
        guard let index = operations.firstIndex(where: { $0.id == id }), mayBeSent(operations[index]) else {
            return
        }
        if operations[index].state != .unknown {
            operations[index].state = .sent
        }
        let attempt = nextAttempt(index, &work)
        work.then(.core(.authorise(operations[index], attempt: attempt, payment: payment(of: id))))
        tellOperation(operations[index], &work)
    }

    /// Asks the core by id what became of the operation.
    mutating func inquire(_ id: EntityID, _ work: inout Work) {
        guard let index = operations.firstIndex(where: { $0.id == id }) else {
            return
        }
        let attempt = nextAttempt(index, &work)
        work.then(.core(.inquire(id, attempt: attempt)))
    }

    private mutating func nextAttempt(_ index: Int, _ work: inout Work) -> Int {
        let deadline = work.moment.wall.advanced(byMilliseconds: settings.timing.answerLimit)
        operations[index].attempts += 1
        operations[index].deadline = deadline
        save(index, &work)
        let id = operations[index].id
        work.commit(.attempt(operation: id, number: operations[index].attempts, deadline: deadline))
        setAlarm(id, after: settings.timing.answerLimit, work)
        return operations[index].attempts
    }

    /// Tells the lane's subscribers how the operation stands.
    func tellOperation(_ operation: Operation, _ work: inout Work) {
        work.then(.tell(operation.lane, ["message": "operation", "operation": operation.view]))
    }

    /// Brings an operation to a final state and frees its lane.
    @discardableResult
    mutating func end(_ index: Int, as state: Operation.State, problem: String?, _ work: inout Work) -> Operation {
        operations[index].state = state
        operations[index].deadline = nil
        operations[index].problem = problem
        save(index, &work)
        let operation = operations.remove(at: index)
        clearAlarm(operation.id)
        free(operation, &work)
        return operation
    }

    /// The lane may take the next operation.
    mutating func free(_ operation: Operation, _ work: inout Work) {
        if let lane = laneIndex(operation.lane), lanes[lane].operation == operation.id {
            lanes[lane].operation = nil
        }
        forgetPayment(of: operation.id, &work)
        tellOperation(operation, &work)
    }

    /// Sends operations that a reversal held back.
    mutating func releaseHeld(_ work: inout Work) {
        let held = operations.filter { $0.state == .created && mayBeSent($0) && !isHeldByReversal($0) }
        for operation in held {
            send(operation.id, &work)
        }
    }
}
