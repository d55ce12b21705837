import Domain

extension Counter {
    mutating func till(
        _ command: TillCommand,
        caller: TillCaller,
        reply: ReplyToken,
        facts: TillFacts,
        _ work: inout Work
    ) {
        let result: Result<TillReply, Problem>
        do throws(Problem) {
            result = .success(try answer(command, caller: caller, facts: facts, &work))
        } catch {
            result = .failure(error)
        }
        work.then(.reply(reply, result))
    }

    private mutating func answer(
        _ command: TillCommand,
        caller: TillCaller,
        facts: TillFacts,
        _ work: inout Work
    ) throws(Problem) -> TillReply {
        if command.movesMoneyOrPaper {
            guard let key = caller.key else {
                throw Problem("missing-idempotency-key")
            }
            if let earlier = keys.record(till: caller.till, key: key) ?? facts.previous {
                return try replay(earlier, caller: caller, facts: facts)
            }
        }
        switch command {
        case .begin(let lane, let request):
            return try begin(request, lane: lane, caller: caller, facts: facts, &work)
        case .void(let id):
            guard let original = operations.first(where: { $0.id == id }) ?? facts.original else {
                throw Problem("unknown-operation", subject: id.text)
            }
            let request = OperationRequest(
                kind: .void,
                amount: original.request.amount,
                presented: nil,
                original: id
            )
            return try begin(request, lane: original.lane, caller: caller, facts: facts, &work)
        case .cancel(let id):
            return try cancel(id, facts: facts, &work)
        case .endVisit(let name):
            guard let index = laneIndex(name) else {
                throw Problem("unknown-lane", subject: name.text)
            }
            lanes[index].visit = []
            lanes[index].notice = nil
            work.then(.tell(name, ["message": "visit-ended"]))
            return .done
        case .print(let name, let document):
            return .receipt(try print(document, lane: name, caller: caller, &work), replayed: false)
        case .endShift(let name, let begun, let report):
            return .receipt(try endShift(name, begun: begun, report: report, caller: caller, &work), replayed: false)
        case .pair(let till, let hash):
            work.commit(.paired(PairedTill(name: till, tokenHash: hash, paired: work.moment.wall)))
            return .done
        case .unpair(let till):
            work.commit(.unpaired(till))
            return .done
        case .barrier:
            return .done
        case .reprint(let id):
            return .receipt(try reprint(id, caller: caller, facts: facts, &work), replayed: false)
        case .settle(let id, let resolution, let person, let reason):
            return try settle(
                id,
                as: resolution,
                by: person,
                reason: reason,
                caller: caller,
                facts: facts,
                &work
            )
        case .cancelReceipt(let id):
            return .receipt(try cancelReceipt(id, facts: facts, &work), replayed: false)
        }
    }

    /// The lane is between operations, so that each belongs to one shift.
    private mutating func endShift(
        _ name: LaneName,
        begun: Instant,
        report: JSONValue,
        caller: TillCaller,
        _ work: inout Work
    ) throws(Problem) -> ReceiptJob {
        guard laneIndex(name).map({ lanes[$0].operation == nil }) != false else {
            throw Problem("lane-busy", subject: name.text)
        }
        let job = try print(report, lane: name, caller: caller, &work)
        work.commit(.shift(name, begun: begun))
        return job
    }

    /// The same key again: the same answer, or a refusal when it came with another body.
    private func replay(
        _ record: IdempotencyRecord,
        caller: TillCaller,
        facts: TillFacts
    ) throws(Problem) -> TillReply {
        guard record.requestHash == caller.requestHash else {
            throw Problem("idempotency-key-reused", subject: caller.key)
        }
        if let operation = operations.first(where: { $0.id == record.result }) {
            return .operation(operation, replayed: true)
        }
        if let job = jobs.first(where: { $0.id == record.result }) {
            return .receipt(job, replayed: true)
        }
        switch facts.previousReply {
        case .operation(let operation, _): return .operation(operation, replayed: true)
        case .receipt(let job, _): return .receipt(job, replayed: true)
        case .done, nil: throw Problem("commit-timeout", retryAfter: 1)
        }
    }

    mutating func remember(_ id: EntityID, caller: TillCaller, _ work: inout Work) {
        guard let key = caller.key else {
            return
        }
        let record = IdempotencyRecord(
            till: caller.till,
            key: key,
            requestHash: caller.requestHash,
            result: id,
            created: work.moment.wall
        )
        keys.remember(record)
        work.commit(.idempotency(record))
    }
}
