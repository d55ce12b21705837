import Domain
import HID

extension Counter {
    mutating func begin(
        _ request: OperationRequest,
        lane name: LaneName,
        caller: TillCaller,
        facts: TillFacts,
        _ work: inout Work
    ) throws(Problem) -> TillReply {
        guard let lane = laneIndex(name) else {
            throw Problem("unknown-lane", subject: name.text)
        }
        guard settings.hasCore else {
            throw Problem("core-not-configured")
        }
        guard request.amount.currency == settings.currency else {
            throw Problem("wrong-currency", subject: "currency")
        }
        if let busy = lanes[lane].operation {
            throw Problem("lane-busy", subject: busy.text)
        }
        let original = try checkOriginal(of: request, facts: facts, now: work.moment.wall)
        var operation = Operation(
            id: newID(work),
            kind: request.kind,
            lane: name,
            till: caller.till,
            request: request,
            created: work.moment.wall
        )
        switch request.presented {
        case .await(_, let seconds):
            operation.state = .awaitingCard
            lanes[lane].operation = operation.id
            operations.append(operation)
            setAlarm(operation.id, after: Int64(seconds) * 1000, work)
            work.commit(.operation(operation))
            work.then(.tell(name, ["message": "present-card", "operation": .string(operation.id.text)]))
        case .event(let event):
            operation.credential = try identification(event, lane: lane, work).credential
            try admit(operation)
            start(operation, lane: lane, &work)
        case .entered(let scheme, let value):
            // Typed or scanned into the till it would stand in rows and events.
            switch TypedNumber.danger(of: value) {
            case .paymentCode: throw Problem("payment-code-typed", subject: "presented.entered.value")
            case .bankCard: throw Problem("bank-card-typed", subject: "presented.entered.value")
            case nil: break
            }
            operation.credential = Credential(scheme: scheme, value: value, assurance: .entered)
            try admit(operation)
            start(operation, lane: lane, &work)
        case nil:
            operation.credential = original?.credential
            start(operation, lane: lane, &work)
        }
        remember(operation.id, caller: caller, &work)
        return .operation(operations.first { $0.id == operation.id } ?? operation, replayed: false)
    }

    private func checkOriginal(
        of request: OperationRequest,
        facts: TillFacts,
        now: Instant
    ) throws(Problem) -> Operation? {
        guard let id = request.original else {
            // Only what was paid is given back: without the original nobody could say how much that is.
            guard request.kind != .refund, request.kind != .void else {
                throw Problem("invalid-request", detail: "is missing", subject: "original")
            }
            return nil
        }
        guard let original = facts.original, original.id == id else {
            throw Problem("unknown-operation", subject: id.text)
        }
        let pending = operations.contains { $0.request.original == id && $0.state != .offlineAccepted }
        switch request.kind {
        case .void:
            guard original.state == .confirmed, original.kind == .sale || original.kind == .recharge,
                facts.returned == 0, !pending
            else {
                throw Problem("not-voidable", subject: id.text)
            }
            // Until lanes open and close shifts, a shift is this long.
            guard now.milliseconds - original.created.milliseconds <= settings.timing.voidAge else {
                throw Problem(
                    "not-voidable",
                    detail: "it is not of this shift; a sale can be refunded",
                    subject: id.text
                )
            }
        case .refund:
            guard original.state == .confirmed, original.kind == .sale else {
                throw Problem("not-voidable", detail: "only a confirmed sale is refunded", subject: id.text)
            }
            let (sum, overflow) = facts.returned.addingReportingOverflow(request.amount.minor)
            guard !overflow, sum <= original.request.amount.minor, !pending else {
                throw Problem("refund-too-large", subject: "amount")
            }
        case .sale, .recharge, .inquiry:
            break
        }
        return original
    }

    private func identification(_ event: EntityID, lane: Int, _ work: Work) throws(Problem) -> Identification {
        guard let found = lanes[lane].visit.first(where: { $0.event == event }),
            work.moment.monotonic - found.seen <= settings.timing.identificationAge
        else {
            throw Problem("no-card", subject: event.text)
        }
        return found
    }

    /// Refuses a credential that is on the hot list or too weak for the amount.
    func admit(_ operation: Operation) throws(Problem) {
        guard let credential = operation.credential else {
            return
        }
        if hotReason(credential) != nil {
            throw Problem("card-hotlisted")
        }
        let least = settings.policy.leastAssurance(operation.kind, amount: operation.request.amount.minor)
        guard credential.assurance >= least else {
            throw Problem(
                "assurance-too-low",
                detail: "\(least.rawValue) is needed, \(credential.assurance.rawValue) was shown"
            )
        }
    }

    /// Puts the operation on its lane and sends it, unless an earlier reversal of the same card must go out first (D6).
    private mutating func start(_ operation: Operation, lane: Int, _ work: inout Work) {
        lanes[lane].operation = operation.id
        operations.append(operation)
        if isHeldByReversal(operation) {
            setAlarm(operation.id, after: settings.timing.reversalWait, work)
            work.commit(.operation(operation))
        } else {
            send(operation.id, &work)
        }
    }

    /// Whether a reversal of the same card, however it was shown, or of the same till on this lane is on its way.
    func isHeldByReversal(_ operation: Operation) -> Bool {
        operations.contains { other in
            guard other.state == .reversing, !other.isSettlingRefused else {
                return false
            }
            let sameTill = other.till == operation.till && other.lane == operation.lane
            guard let card = operation.credential, let reversed = other.credential else {
                return sameTill
            }
            return sameTill || card.scheme == reversed.scheme && card.value == reversed.value
        }
    }

    /// The operation on the lane that awaits a `card` or `code`.
    func awaiting(_ kind: String, lane name: LaneName) -> Int? {
        guard let lane = laneIndex(name), let id = lanes[lane].operation,
            let index = operations.firstIndex(where: { $0.id == id }), operations[index].state == .awaitingCard,
            case .await(let kinds, _) = operations[index].request.presented, kinds.contains(kind)
        else {
            return nil
        }
        return index
    }

    /// A `card` or `code` was identified on the lane: an operation that awaits such a thing takes it. False when it refuses it.
    @discardableResult
    mutating func arrived(
        _ credential: Credential,
        as kind: String,
        lane name: LaneName,
        _ work: inout Work
    ) -> Bool {
        guard let index = awaiting(kind, lane: name) else {
            return true
        }
        operations[index].credential = credential
        do throws(Problem) {
            try admit(operations[index])
        } catch {
            // The customer may have shown the wrong card; the operation goes on waiting for a better one.
            operations[index].credential = nil
            setNotice(error.code, lane: name, &work)
            return false
        }
        proceed(index, &work)
        return true
    }

    /// The awaiting operation has what it waited for: it goes out, unless an earlier reversal must go first (D6).
    mutating func proceed(_ index: Int, _ work: inout Work) {
        if isHeldByReversal(operations[index]) {
            operations[index].state = .created
            setAlarm(operations[index].id, after: settings.timing.reversalWait, work)
            save(index, &work)
        } else {
            send(operations[index].id, &work)
        }
    }

    mutating func cancel(_ id: EntityID, facts: TillFacts, _ work: inout Work) throws(Problem) -> TillReply {
        guard let index = operations.firstIndex(where: { $0.id == id }) else {
            guard let past = facts.original else {
                throw Problem("unknown-operation", subject: id.text)
            }
            guard past.state == .cancelled else {
                throw Problem("not-cancellable", detail: "it is \(past.state.rawValue)", subject: id.text)
            }
            return .operation(past, replayed: true)
        }
        guard operations[index].state == .created || operations[index].state == .awaitingCard else {
            throw Problem("not-cancellable", detail: "it is \(operations[index].state.rawValue)", subject: id.text)
        }
        work.decision.mayUseReserve = true
        let cancelled = end(index, as: .cancelled, problem: nil, &work)
        return .operation(cancelled, replayed: false)
    }
}
