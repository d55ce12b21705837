import Domain

extension Counter {
    mutating func core(_ answer: CoreAnswer, _ work: inout Work) {
        switch answer {
        case .resolved(let lane, let event, let result, let member):
            resolved(lane: lane, event: event, result: result, member: member, &work)
        case .outcome(let id, _, let outcome):
            settle(id, outcome, &work)
        case .neverSeen(let id, let attempt):
            notApplied(id, attempt: attempt, reason: "the core has never seen it", sent: true, &work)
        case .notSent(let id, let attempt, let reason):
            notApplied(id, attempt: attempt, reason: reason, sent: false, &work)
        case .lost(let id, let attempt, let reason):
            lost(id, attempt: attempt, reason: reason, &work)
        case .acknowledged(let stream, let epoch, let sequence):
            acknowledged(stream, epoch: epoch, sequence: sequence, &work)
        case .rejected(let stream, let epoch, let sequence, let code):
            rejected(stream, epoch: epoch, sequence: sequence, code: code, &work)
        case .epochConflict(let epoch):
            epochConflict(epoch, &work)
        case .linkUp:
            linkUp = true
            linkDownSince = nil
            linkProblem = nil
        case .linkDown(let reason):
            linkUp = false
            linkDownSince = linkDownSince ?? work.moment.monotonic
            linkProblem = reason
            work.then(.alarm(Problem("core-unreachable", detail: reason)))
        case .hotlist(let added, let removed, let version):
            hotlist(added: added, removed: removed, version: version, &work)
        case .memberKeys(let keys, let version):
            work.commit(.memberKeys(keys, version: version))
            work.then(.memberKeys(keys))
        }
    }

    private mutating func resolved(
        lane name: LaneName,
        event: EntityID,
        result: String?,
        member: MemberSnapshot?,
        _ work: inout Work
    ) {
        guard let lane = laneIndex(name), let index = lanes[lane].visit.firstIndex(where: { $0.event == event }) else {
            return
        }
        lanes[lane].visit[index].result = result
        lanes[lane].visit[index].member = member
        var message: JSONObject = ["message": "member", "event": .string(event.text)]
        message["result"] = .string(result ?? "unavailable")
        message["member"] = member?.json
        work.then(.tell(name, .object(message)))
        if result == "lost" || result == "stopped" {
            setNotice("card-hotlisted", lane: name, &work)
        }
    }

    /// The core's final answer. A late one for an operation that is being reversed changes nothing: the reversal undoes it.
    private mutating func settle(_ id: EntityID, _ outcome: OperationOutcome, _ work: inout Work) {
        guard let index = operations.firstIndex(where: { $0.id == id }),
            operations[index].state == .sent || operations[index].state == .unknown
        else {
            return
        }
        operations[index].outcome = outcome
        if outcome.approved {
            confirm(index, &work)
        } else {
            decline(index, problem: "core-declined", &work)
        }
        releaseHeld(&work)
    }

    private mutating func confirm(_ index: Int, _ work: inout Work) {
        let operation = operations[index]
        append(
            EventType.operation(operation.kind, "confirmed"),
            stream: operation.kind.movesMoney ? .pay : .member,
            lane: operation.lane,
            data: operation.eventData,
            &work
        )
        if settings.autoPrint.contains(operation.kind) {
            operations[index].receipt = queueReceipt(for: operation, &work)
        }
        work.decision.mayUseReserve = true
        end(index, as: .confirmed, problem: nil, &work)
    }

    mutating func decline(_ index: Int, problem: String, _ work: inout Work) {
        operations[index].problem = problem
        let operation = operations[index]
        append(
            EventType.operation(operation.kind, "declined"),
            stream: operation.kind.movesMoney ? .pay : .member,
            lane: operation.lane,
            data: operation.eventData,
            &work
        )
        work.decision.mayUseReserve = true
        end(index, as: .declined, problem: problem, &work)
    }

    /// Nothing of this attempt was applied. If no earlier attempt can have been, the operation has failed without effect.
    private mutating func notApplied(
        _ id: EntityID,
        attempt: Int,
        reason: String,
        sent: Bool,
        _ work: inout Work
    ) {
        guard let index = operations.firstIndex(where: { $0.id == id }), operations[index].attempts == attempt else {
            return
        }
        switch operations[index].state {
        case .sent:
            if let obstacle = offlineObstacle(operations[index], work) {
                decline(index, problem: obstacle, &work)
            } else {
                acceptOffline(index, &work)
            }
        case .unknown:
            scheduleNextTry(index, &work)
        case .created, .awaitingCard, .approved, .declined, .offlineAccepted, .confirmed, .reversing, .reversed,
            .cancelled, .expired:
            return
        }
    }

    private mutating func lost(_ id: EntityID, attempt: Int, reason: String, _ work: inout Work) {
        guard let index = operations.firstIndex(where: { $0.id == id }), operations[index].attempts == attempt,
            operations[index].state == .sent || operations[index].state == .unknown
        else {
            return
        }
        answerLost(index, &work)
    }

    /// The answer of the attempt under way will not come: unknown, and the next way to find out is taken.
    mutating func answerLost(_ index: Int, _ work: inout Work) {
        work.decision.mayUseReserve = true
        operations[index].state = .unknown
        operations[index].problem = "outcome-unknown"
        tellOperation(operations[index], &work)
        scheduleNextTry(index, &work)
    }

    /// Replay after replay, then the inquiry, then the reversal. An inquiry that changes nothing is simply not answered.
    private mutating func scheduleNextTry(_ index: Int, _ work: inout Work) {
        let pauses = settings.timing.replayPauses
        let tried = operations[index].attempts
        if !operations[index].kind.movesMoney, tried > pauses.count {
            decline(index, problem: "core-unreachable", &work)
        } else if tried <= pauses.count + 1 {
            save(index, &work)
            setAlarm(operations[index].id, after: tried <= pauses.count ? pauses[tried - 1] : 0, work)
        } else {
            reverse(index, &work)
        }
    }

    /// Gives the operation up: its reversal is in the pay stream with this commit, before anybody hears "failed" (D6).
    private mutating func reverse(_ index: Int, _ work: inout Work) {
        operations[index].state = .reversing
        operations[index].deadline = nil
        let operation = operations[index]
        settleByEvent(index, &work)
        clearAlarm(operation.id)
        free(operations[index], &work)
        work.then(.alarm(Problem("outcome-unknown", detail: "being reversed", subject: operation.id.text)))
    }

    /// Puts the event that settles a reversal or an offline sale into the pay stream; its delivery ends the operation.
    mutating func settleByEvent(_ index: Int, _ work: inout Work) {
        let operation = operations[index]
        let event = append(
            EventType.operation(operation.kind, operation.state == .reversing ? "reversal" : "offline"),
            stream: .pay,
            lane: operation.lane,
            data: operation.eventData,
            &work
        )
        operations[index].settlingSequence = event.sequence
        work.decision.mayUseReserve = work.decision.mayUseReserve || operation.state == .reversing
        save(index, &work)
    }

    // MARK: offline

    /// Why the sale is not taken without the core, as a problem code; nil when it is.
    private func offlineObstacle(_ operation: Operation, _ work: Work) -> String? {
        guard let limits = settings.policy.offline, operation.kind == .sale, operation.attempts == 1,
            let credential = operation.credential,
            // Points and coupons are worth what the core says they are.
            operation.request.tenders.allSatisfy({ $0.kind == .account || $0.kind == .outside })
        else {
            return "core-unreachable"
        }
        guard hotReason(credential) == nil else {
            return "card-hotlisted"
        }
        guard credential.assurance >= .static else {
            return "assurance-too-low"
        }
        if let obstacle = clockObstacle(limits, work) {
            return obstacle
        }
        let accepted = operations.filter { $0.state == .offlineAccepted }
        let total = accepted.reduce(operation.request.amount.minor) { $0 &+ $1.request.amount.minor }
        // A restart does not begin the time afresh while sales of before wait for the core.
        let away = max(
            linkDownSince.map { work.moment.monotonic - $0 } ?? 0,
            accepted.map { work.moment.wall.milliseconds - $0.created.milliseconds }.max() ?? 0
        )
        let isWithin =
            operation.request.amount.minor <= limits.amount && accepted.count < limits.count && total <= limits.total
            && away <= Int64(limits.ageHours) * 3_600_000
        return isWithin ? nil : "offline-limit"
    }

    /// A clock that is kept right is believed. Else it must not be older than what is in the journal or than this program, and
    /// must have been kept right not long ago.
    private func clockObstacle(_ limits: Policy.OfflineLimits, _ work: Work) -> String? {
        let clock = work.moment.clock()
        guard !clock.isSynchronised else {
            return nil
        }
        // Seconds by which clocks are set back and forth are no sign of a clock that was never set.
        let earliest = max(Self.earliestTime.milliseconds, newestTime.milliseconds - 300_000)
        guard work.moment.wall.milliseconds >= earliest else {
            return "clock-wrong"
        }
        return clock.unsynchronised <= Int64(limits.clockHours) * 3_600_000 ? nil : "clock-unsynchronised"
    }

    /// 2026-01-01: no station of this kind worked before.
    private static let earliestTime = Instant(milliseconds: 1_767_225_600_000)

    private mutating func acceptOffline(_ index: Int, _ work: inout Work) {
        operations[index].state = .offlineAccepted
        operations[index].deadline = nil
        let operation = operations[index]
        if settings.autoPrint.contains(operation.kind) {
            operations[index].receipt = queueReceipt(for: operation, &work)
        }
        settleByEvent(index, &work)
        clearAlarm(operation.id)
        free(operations[index], &work)
    }
}
