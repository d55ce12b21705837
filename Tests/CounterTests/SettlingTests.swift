import Counter
import Domain
import Testing

@Suite("Settling by hand")
struct SettlingTests {
    private static let epoch = "00000000000000aa"

    /// An operation that the core refused to end: a reversal, or a sale that was taken offline.
    private func refused(_ state: Operation.State) throws -> (bench: CounterBench, id: EntityID) {
        let limits = Policy.OfflineLimits(amount: 10_000, count: 2, total: 12_000, ageHours: 24)
        var bench = CounterBench(policy: Policy(offline: limits))
        let event = bench.tap()
        _ = try bench.sale(event: event).get()
        let id = try #require(bench.operation?.id)
        if state == .reversing {
            bench.loseAnswers(of: id)
        } else {
            bench.give(.core(.notSent(id, attempt: 1, reason: "refused")))
        }
        bench.give(.core(.rejected(.pay, epoch: Self.epoch, sequence: 1, code: "unknown-member")))
        bench.give(.core(.acknowledged(.pay, epoch: Self.epoch, sequence: 2)))
        #expect(bench.row(of: id)?.state == state)
        return (bench, id)
    }

    private func settle(
        _ id: EntityID,
        _ resolution: Settlement.Resolution,
        by: String = "李工",
        reason: String = "核对过账目"
    ) -> TillCommand {
        .settle(operation: id, as: resolution, by: by, reason: reason)
    }

    @Test(
        "a refusal is told by an event and to the lane, once, and stays in the row with the core's word",
        arguments: [(Operation.State.reversing, "reversal-refused"), (.offlineAccepted, "offline-refused")]
    )
    func told(state: Operation.State, problem: String) throws {
        var (bench, id) = try refused(state)
        let event = try #require(bench.events.last)
        #expect(event.type == "countertop.sale.unsettled.v1" && event.stream == .pay)
        #expect(event.data["problem"]?.stringValue == problem)
        #expect(event.data["refusal"] == "unknown-member")
        let view = try #require(bench.row(of: id)?.view)
        #expect(view["unsettled"] == true && view["problem"]?["code"]?.stringValue == problem)
        #expect(view["problem"]?["detail"] == "the core says: unknown-member")
        #expect(bench.counter.statusView["unsettledOperations"] == 1)
        let isTold = bench.effects.contains { effect in
            if case .tell(_, let message) = effect { message["operation"]?["unsettled"] == true } else { false }
        }
        #expect(isTold)
        let decision = bench.give(.core(.rejected(.pay, epoch: Self.epoch, sequence: 1, code: "again")))
        #expect(!decision.changes.contains { if case .event = $0 { true } else { false } })
    }

    @Test(
        "what a person decided ends the operation in one transaction of row, event and key, under the name",
        arguments: [
            (Operation.State.reversing, Settlement.Resolution.booked, Operation.State.confirmed, nil),
            (.reversing, .unbooked, .reversed, "settled-unbooked"), (.offlineAccepted, .booked, .confirmed, nil),
            (.offlineAccepted, .unbooked, .declined, "settled-unbooked"),
        ] as [(Operation.State, Settlement.Resolution, Operation.State, String?)]
    )
    func ends(
        state: Operation.State,
        resolution: Settlement.Resolution,
        end: Operation.State,
        problem: String?
    ) throws {
        var (bench, id) = try refused(state)
        let before = bench.changes.count
        _ = try bench.till(settle(id, resolution), key: "s1").get()
        let row = try #require(bench.row(of: id))
        #expect(row.state == end && row.problem == problem && row.view["unsettled"] == false)
        #expect(OperationState.follows(state, end))
        let settlement = try #require(row.settlements.last)
        #expect(row.settlements.count == 1 && settlement.resolution == resolution)
        #expect(settlement.by == "李工" && settlement.reason == "核对过账目" && settlement.account == "uid:1000")
        #expect(Operation(json: row.json) == row, "the record is in the row")
        let added = bench.changes[before...]
        let kinds = added.map { change in
            switch change {
            case .operation: "row"
            case .event(let event): event.type
            case .idempotency: "key"
            default: "other"
            }
        }
        #expect(kinds == ["row", "countertop.sale.settled.v1", "key"])
        #expect(bench.events.last?.data["settlement"] == settlement.json)
        #expect(bench.counter.operations.isEmpty)
        #expect(bench.counter.statusView["unsettledOperations"] == 0)
    }

    @Test("a settlement may use the journal's reserve, and a second one is refused")
    func reserveAndTwice() throws {
        var (bench, id) = try refused(.reversing)
        let caller = TillCaller(till: "uid:0", key: "s1", requestHash: [1])
        let token = ReplyToken(number: 99)
        let decision = bench.give(.till(settle(id, .booked), caller, reply: token, facts: TillFacts()))
        #expect(decision.mayUseReserve)
        let past = TillFacts(original: bench.row(of: id))
        #expect(bench.till(settle(id, .unbooked), key: "s2", facts: past).code == "not-settleable")
        #expect(bench.row(of: id)?.state == .confirmed)
    }

    @Test("the same key again is the same answer and nothing new, with another body it is refused")
    func sameKey() throws {
        var (bench, id) = try refused(.reversing)
        _ = try bench.till(settle(id, .retry), key: "s1").get()
        let before = bench.changes.count
        guard case .operation(let operation, replayed: true) = try bench.till(settle(id, .retry), key: "s1").get()
        else {
            Issue.record("it is no replay")
            return
        }
        #expect(operation.id == id && operation.settlements.count == 1)
        #expect(bench.changes.count == before)
        #expect(bench.till(settle(id, .booked), key: "s1", hash: [2]).code == "idempotency-key-reused")
        #expect(bench.till(settle(id, .booked), key: nil).code == "missing-idempotency-key")
    }

    @Test("a reversal is tried again by a new event that says who wants it, goes first again, and ends the operation")
    func retry() throws {
        var (bench, id) = try refused(.reversing)
        _ = try bench.till(settle(id, .retry), key: "s1").get()
        let event = try #require(bench.events.last)
        #expect(event.type == "countertop.sale.reversal.v1" && event.sequence == 3)
        #expect(event.data["settlement"]?["by"] == "李工")
        #expect(bench.till(settle(id, .booked), key: "s2").code == "not-settleable", "the core is being asked")
        let next = bench.tap("6001", fingerprint: "again")
        _ = try bench.sale(event: next, key: "k2").get()
        #expect(bench.operation?.state == .created, "the reversal goes first (D6)")
        bench.give(.core(.acknowledged(.pay, epoch: Self.epoch, sequence: 3)))
        #expect(bench.row(of: id)?.state == .reversed)
        #expect(bench.operation?.state == .sent)
    }

    @Test("what is refused once more can be settled once more, and both decisions are on the record")
    func refusedAgain() throws {
        var (bench, id) = try refused(.offlineAccepted)
        _ = try bench.till(settle(id, .retry), key: "s1").get()
        #expect(bench.eventTypes.suffix(1) == ["countertop.sale.offline.v1"])
        bench.give(.core(.rejected(.pay, epoch: Self.epoch, sequence: 3, code: "still")))
        #expect(bench.row(of: id)?.refusal == "still")
        _ = try bench.till(settle(id, .unbooked, by: "王店长"), key: "s2").get()
        #expect(bench.row(of: id)?.settlements.map(\.by) == ["李工", "王店长"])
    }

    @Test("what the core has not refused is not settled by hand, in whatever state it is")
    func notRefused() throws {
        var bench = CounterBench()
        let event = bench.tap()
        _ = try bench.sale(event: event).get()
        let id = try #require(bench.operation?.id)
        #expect(bench.till(settle(id, .booked), key: "s1").code == "not-settleable")
        bench.loseAnswers(of: id)
        #expect(bench.row(of: id)?.state == .reversing)
        let before = bench.changes.count
        #expect(bench.till(settle(id, .booked), key: "s2").code == "not-settleable")
        #expect(bench.till(settle(event!, .booked), key: "s3").code == "unknown-operation")
        #expect(bench.changes.count == before)
    }

    @Test(
        "a bank card's number or a payment code in a reason is refused before it is kept anywhere",
        arguments: [
            "card 4111 1111 1111 1111 was charged", "4111111111111111", "卡号４１１１１１１１１１１１１１１１",
            "code 134567890123456789 used",
        ]
    )
    func secrets(reason: String) throws {
        var (bench, id) = try refused(.reversing)
        let before = bench.changes.count
        #expect(bench.till(settle(id, .booked, reason: reason), key: "s1").code == "bank-card-typed")
        #expect(bench.till(settle(id, .booked, by: reason), key: "s2").code == "bank-card-typed")
        #expect(bench.changes.count == before)
        _ = try bench.till(settle(id, .booked, reason: "2026-11-26 14:05, Tel. 021-5555 0100"), key: "s3").get()
    }

    @Test("after a restart it is still to be settled, and what was retried waits for its new event")
    func restart() throws {
        var (bench, id) = try refused(.reversing)
        var again = CounterBench(snapshot: bench.snapshot)
        #expect(again.counter.statusView["unsettledOperations"] == 1)
        _ = try again.till(settle(id, .unbooked), key: "s1").get()
        #expect(again.row(of: id)?.state == .reversed)
        _ = try bench.till(settle(id, .retry), key: "s1").get()
        var third = CounterBench(snapshot: bench.snapshot)
        third.give(.core(.acknowledged(.pay, epoch: Self.epoch, sequence: 3)))
        #expect(third.row(of: id)?.state == .reversed)
    }

    @Test("a sale whose reversal did not come about counts in the shift in which that was found")
    func shift() throws {
        var (bench, id) = try refused(.reversing)
        bench.pass(7_200_000)
        let begun = Instant(milliseconds: bench.wall - 3_600_000)
        _ = try bench.till(settle(id, .booked), key: "s1").get()
        let report = ShiftReport(
            lane: CounterBench.lane,
            begun: begun,
            until: Instant(milliseconds: bench.wall + 1),
            currency: .cny,
            settled: [try #require(bench.row(of: id))],
            originals: []
        )
        #expect(report.total == 5_000)
    }
}
