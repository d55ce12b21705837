import Counter
import Domain
import Testing

@Suite("Operations on accounts")
struct OperationTests {
    private let approval = OperationOutcome(approved: true, balanceBefore: 10_000, balanceAfter: 5_000)

    @Test("row, attempt and key are in one transaction with the state sent, before anything goes to the core")
    func durableBeforeSending() throws {
        var bench = CounterBench()
        let event = bench.tap()
        let before = bench.changes.count
        _ = try bench.sale(event: event).get()
        let id = try #require(bench.operation?.id)
        let rows = bench.changes[before...]
        #expect(bench.rows(of: id) == [.sent])
        #expect(rows.contains { if case .attempt(id, 1, _) = $0 { true } else { false } })
        #expect(rows.contains { if case .idempotency(let record) = $0 { record.result == id } else { false } })
    }

    @Test("an approval commits the outcome, the pay event and the receipt job together")
    func approvalIsOneTransaction() throws {
        var bench = CounterBench()
        let event = bench.tap()
        _ = try bench.sale(event: event).get()
        let id = try #require(bench.operation?.id)
        let decision = bench.give(.core(.outcome(id, attempt: 1, approval)))
        #expect(bench.rows(of: id).last == .confirmed)
        #expect(bench.eventTypes.last == "countertop.sale.confirmed.v1")
        #expect(decision.changes.contains { if case .receiptJob(let job) = $0 { job.operation == id } else { false } })
        #expect(decision.mayUseReserve)
        #expect(bench.counter.lanes[0].operation == nil)
    }

    @Test("a lost answer is replayed with the same id, then inquired, then reversed before anybody hears failed")
    func lostAnswer() throws {
        var bench = CounterBench()
        let event = bench.tap()
        _ = try bench.sale(event: event).get()
        let id = try #require(bench.operation?.id)
        for attempt in 1...4 {
            bench.give(.core(.lost(id, attempt: attempt, reason: "timeout")))
            #expect(bench.rows(of: id).last == (attempt < 4 ? .unknown : .reversing))
            bench.pass(3_000)
        }
        let sent = bench.coreRequests.compactMap { request -> String? in
            switch request {
            case .authorise(let operation, let attempt, _): "authorise \(operation.id == id) \(attempt)"
            case .inquire(let asked, let attempt): "inquire \(asked == id) \(attempt)"
            case .resolve, .deliver: nil
            }
        }
        #expect(sent == ["authorise true 1", "authorise true 2", "authorise true 3", "inquire true 4"])
        #expect(bench.eventTypes.last == "countertop.sale.reversal.v1")
    }

    @Test("an approval that a replay brings counts", arguments: [2, 3, 4])
    func replayBringsApproval(attempt: Int) throws {
        var bench = CounterBench()
        let event = bench.tap()
        _ = try bench.sale(event: event).get()
        let id = try #require(bench.operation?.id)
        for earlier in 1..<attempt {
            bench.give(.core(.lost(id, attempt: earlier, reason: "timeout")))
            bench.pass(3_000)
        }
        bench.give(.core(.outcome(id, attempt: attempt, approval)))
        #expect(bench.rows(of: id).last == .confirmed)
        #expect(!bench.eventTypes.contains("countertop.sale.reversal.v1"))
    }

    @Test("an approval that comes while the operation is being reversed changes nothing")
    func lateApproval() throws {
        var bench = CounterBench()
        let event = bench.tap()
        _ = try bench.sale(event: event).get()
        let id = try #require(bench.operation?.id)
        bench.loseAnswers(of: id)
        let decision = bench.give(.core(.outcome(id, attempt: 2, approval)))
        #expect(decision.changes.isEmpty)
    }

    @Test("a reversal is done when the core acknowledged its event, and the next operation of the card waits for it")
    func reversalGoesFirst() throws {
        var bench = CounterBench()
        let event = bench.tap()
        _ = try bench.sale(event: event).get()
        let first = try #require(bench.operation?.id)
        bench.loseAnswers(of: first)
        _ = try bench.sale(event: event, key: "k2").get()
        let second = try #require(bench.operation?.id)
        #expect(bench.rows(of: second) == [.created])
        bench.give(.core(.acknowledged(.pay, epoch: "00000000000000aa", sequence: 1)))
        #expect(bench.rows(of: first).last == .reversed)
        #expect(bench.rows(of: second).last == .sent)
    }

    @Test("a reversal the core refuses stays reversing, alarmed, and holds nothing up")
    func refusedReversal() throws {
        var bench = CounterBench()
        let event = bench.tap()
        _ = try bench.sale(event: event).get()
        let id = try #require(bench.operation?.id)
        bench.loseAnswers(of: id)
        let decision = bench.give(.core(.rejected(.pay, epoch: "00000000000000aa", sequence: 1, code: "no")))
        #expect(bench.rows(of: id).last == .reversing)
        #expect(
            decision.effects.contains {
                if case .alarm(let problem) = $0 { problem.code == "reversal-refused" } else { false }
            }
        )
        bench.give(.core(.acknowledged(.pay, epoch: "00000000000000aa", sequence: 1)))
        #expect(bench.rows(of: id).last == .reversing)
    }

    @Test("nothing sent means declined without effect, or accepted offline within all four limits")
    func offline() throws {
        let limits = Policy.OfflineLimits(amount: 10_000, count: 2, total: 12_000, ageHours: 24)
        var bench = CounterBench(policy: Policy(offline: limits))
        let event = bench.tap()
        var states: [Operation.State] = []
        for (number, amount) in [Int64(5_000), 20_000, 6_000, 500].enumerated() {
            _ = try bench.sale(amount, event: event, key: "k\(number)").get()
            let id = try #require(bench.operation?.id)
            bench.give(.core(.notSent(id, attempt: 1, reason: "refused")))
            states.append(try #require(bench.rows(of: id).last))
        }
        #expect(states == [.offlineAccepted, .declined, .offlineAccepted, .declined])
        bench.give(.core(.acknowledged(.pay, epoch: "00000000000000aa", sequence: 4)))
        #expect(bench.counter.operations.isEmpty)
    }

    @Test("a recharge is never accepted offline")
    func rechargeOffline() throws {
        let limits = Policy.OfflineLimits(amount: 10_000, count: 2, total: 12_000, ageHours: 24)
        var bench = CounterBench(policy: Policy(offline: limits))
        let event = bench.tap()!
        let request = OperationRequest(kind: .recharge, amount: Money(fen: 100), presented: .event(event))
        _ = try bench.till(.begin(lane: CounterBench.lane, request: request)).get()
        let id = try #require(bench.operation?.id)
        bench.give(.core(.notSent(id, attempt: 1, reason: "refused")))
        #expect(bench.rows(of: id).last == .declined)
    }

    @Test("an awaiting operation takes the next card, and ends by itself when none comes")
    func awaiting() throws {
        var bench = CounterBench()
        _ = try bench.sale(event: nil).get()
        let id = try #require(bench.operation?.id)
        #expect(bench.rows(of: id) == [.awaitingCard])
        bench.tap()
        #expect(bench.rows(of: id).last == .sent)

        var other = CounterBench()
        _ = try other.sale(event: nil).get()
        let alone = try #require(other.operation?.id)
        other.pass(60_000)
        #expect(other.rows(of: alone).last == .expired)
    }

    @Test("cancel works before sending only")
    func cancelling() throws {
        var bench = CounterBench()
        _ = try bench.sale(event: nil).get()
        let waiting = try #require(bench.operation?.id)
        _ = try bench.till(.cancel(operation: waiting), key: nil).get()
        #expect(bench.rows(of: waiting).last == .cancelled)
        let event = bench.tap()
        _ = try bench.sale(event: event, key: "k2").get()
        let sent = try #require(bench.operation?.id)
        let late = bench.till(.cancel(operation: sent), key: nil)
        #expect(late.code == "not-cancellable")
        #expect(bench.rows(of: sent).last == .sent)
    }

    @Test("the same key is the same operation; with another body it is refused; without key nothing happens")
    func idempotency() throws {
        var bench = CounterBench()
        let event = bench.tap()!
        let request = OperationRequest(kind: .sale, amount: Money(fen: 100), presented: .event(event))
        let command = TillCommand.begin(lane: CounterBench.lane, request: request)
        let first = try bench.till(command).get()
        let again = try bench.till(command).get()
        guard case .operation(let one, replayed: false) = first, case .operation(let two, replayed: true) = again else {
            Issue.record("expected an operation and its replay")
            return
        }
        #expect(one.id == two.id)
        let otherBody = bench.till(command, hash: [2])
        #expect(otherBody.code == "idempotency-key-reused")
        let keyless = bench.till(command, key: nil)
        #expect(keyless.code == "missing-idempotency-key")
        #expect(bench.counter.operations.count == 1)
    }

    @Test("policy sets the least assurance by kind and amount")
    func assurance() throws {
        let policy = Policy(assurance: [.init(kind: .sale, from: 1_000, assurance: .static)])
        var bench = CounterBench(policy: policy)
        func entered(_ amount: Int64) -> TillCommand {
            .begin(
                lane: CounterBench.lane,
                request: OperationRequest(
                    kind: .sale,
                    amount: Money(fen: amount),
                    presented: .entered(scheme: "phone", value: "13800001111")
                )
            )
        }
        let weak = bench.till(entered(1_000))
        #expect(weak.code == "assurance-too-low")
        _ = try bench.till(entered(999), key: "k2").get()
        #expect(bench.operation?.credential?.assurance == .entered)
    }

    @Test("a hot-listed card is refused, also when the core is away")
    func hotlisted() throws {
        var bench = CounterBench()
        bench.give(
            .core(.hotlist(added: [.init(scheme: "member", value: "6001", reason: "lost")], removed: [], version: "1"))
        )
        let event = bench.tap()
        let refused = bench.sale(event: event)
        #expect(refused.code == "card-hotlisted")
        #expect(bench.counter.operations.isEmpty)
    }

    @Test("an identification pays only on its lane, in its visit, for five minutes")
    func identificationAge() throws {
        var bench = CounterBench()
        let old = bench.tap()!
        bench.pass(300_001)
        let tooOld = bench.sale(event: old)
        #expect(tooOld.code == "no-card")
        let fresh = bench.tap("6002")!
        _ = try bench.till(.endVisit(lane: CounterBench.lane), key: nil).get()
        let afterVisit = bench.sale(event: fresh)
        #expect(afterVisit.code == "no-card")
    }

    @Test("what was under way at a crash is taken up as a lost answer")
    func afterCrash() throws {
        var first = CounterBench()
        let event = first.tap()
        _ = try first.sale(event: event).get()
        let open = try #require(first.operation)
        var snapshot = Snapshot(epoch: "00000000000000aa")
        snapshot.openOperations = [open]
        var bench = CounterBench(snapshot: snapshot)
        bench.pass(0)
        #expect(bench.rows(of: open.id).first == .unknown)
        bench.pass(1_000)
        #expect(
            bench.coreRequests.contains {
                if case .authorise(let again, 2, _) = $0 { again.id == open.id } else { false }
            }
        )
    }

    @Test("a void needs a confirmed operation that gave nothing back; a refund stays within what was paid")
    func voidAndRefund() throws {
        var bench = CounterBench()
        let event = bench.tap()
        _ = try bench.sale(event: event).get()
        let id = try #require(bench.operation?.id)
        bench.give(.core(.outcome(id, attempt: 1, approval)))
        let original = bench.row(of: id)
        let facts = TillFacts(original: original, returned: 0)
        let returned = bench.till(.void(operation: id), key: "v", facts: TillFacts(original: original, returned: 1))
        #expect(returned.code == "not-voidable")
        let refund = OperationRequest(kind: .refund, amount: Money(fen: 5_001), presented: nil, original: id)
        let tooMuch = bench.till(.begin(lane: CounterBench.lane, request: refund), key: "r", facts: facts)
        #expect(tooMuch.code == "refund-too-large")
        _ = try bench.till(.void(operation: id), key: "w", facts: facts).get()
        #expect(bench.operation?.kind == .void)
        #expect(bench.operation?.credential == original?.credential)
    }

    @Test("a refund names what it refunds, a void is of the same shift")
    func sameShift() throws {
        var bench = CounterBench()
        let event = bench.tap()
        let nothing = OperationRequest(kind: .refund, amount: Money(fen: 1), presented: .event(event!))
        let refused = bench.till(.begin(lane: CounterBench.lane, request: nothing))
        #expect(refused.code == "invalid-request")
        _ = try bench.sale(event: event).get()
        let id = try #require(bench.operation?.id)
        bench.give(.core(.outcome(id, attempt: 1, approval)))
        bench.pass(43_200_001)
        let facts = TillFacts(original: bench.row(of: id))
        let late = bench.till(.void(operation: id), key: "v", facts: facts)
        #expect(late.code == "not-voidable")
        let refund = OperationRequest(kind: .refund, amount: Money(fen: 5_000), presented: nil, original: id)
        _ = try bench.till(.begin(lane: CounterBench.lane, request: refund), key: "r", facts: facts).get()
        #expect(bench.operation?.kind == .refund)
    }
}
