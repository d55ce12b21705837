import Counter
import Domain
import Testing

@Suite("Reversals")
struct ReversalTests {
    private func entered(_ value: String, lane: String = "2") -> TillCommand {
        .begin(
            lane: LaneName(lane)!,
            request: OperationRequest(
                kind: .recharge,
                amount: Money(fen: 100),
                presented: .entered(scheme: "member", value: value)
            )
        )
    }

    /// A sale of card 6001 on lane 1 that is being reversed.
    private func reversing() throws -> (bench: CounterBench, id: EntityID) {
        var bench = CounterBench()
        let event = bench.tap()
        _ = try bench.sale(event: event).get()
        let id = try #require(bench.operation?.id)
        bench.loseAnswers(of: id)
        #expect(bench.rows(of: id).last == .reversing)
        return (bench, id)
    }

    @Test("the same number typed at another lane waits for the reversal of the card that was read")
    func sameCardShownOtherwise() throws {
        var (bench, _) = try reversing()
        _ = try bench.till(entered("6001"), key: "k2").get()
        let second = try #require(bench.operation?.id)
        #expect(bench.rows(of: second) == [.created])
        _ = try bench.till(entered("6002", lane: "1"), key: "k3").get()
        #expect(bench.operation?.state == .created, "the till that lost the answer waits on its lane, too")
    }

    @Test("another card on another lane does not wait")
    func otherCard() throws {
        var (bench, _) = try reversing()
        _ = try bench.till(entered("6002"), key: "k2").get()
        #expect(bench.operation?.state == .sent)
    }

    @Test("a reversal whose event was lost with a damaged journal gets another one, a refused one does not")
    func lostEvent() throws {
        let (bench, id) = try reversing()
        var lost = try #require(bench.row(of: id))
        lost.settlingSequence = nil
        var refused = lost
        refused.problem = "reversal-refused"
        for (open, types) in [(lost, ["countertop.sale.reversal.v1"]), (refused, [])] {
            var snapshot = Snapshot(epoch: "00000000000000aa")
            snapshot.openOperations = [open]
            var again = CounterBench(snapshot: snapshot)
            again.pass(0)
            #expect(again.eventTypes == types)
            #expect(again.counter.operations.first?.settlingSequence == (types.isEmpty ? nil : 1))
        }
    }

    @Test("an offline sale the core refuses stays open, is told as such, and is not confirmed by its tombstone")
    func refusedOfflineSale() throws {
        let limits = Policy.OfflineLimits(amount: 10_000, count: 2, total: 12_000, ageHours: 24)
        var bench = CounterBench(policy: Policy(offline: limits))
        let event = bench.tap()
        _ = try bench.sale(event: event).get()
        let id = try #require(bench.operation?.id)
        bench.give(.core(.notSent(id, attempt: 1, reason: "refused")))
        let decision = bench.give(.core(.rejected(.pay, epoch: "00000000000000aa", sequence: 1, code: "no-member")))
        #expect(
            decision.effects.contains {
                if case .alarm(let problem) = $0 { problem.code == "offline-refused" } else { false }
            }
        )
        bench.give(.core(.acknowledged(.pay, epoch: "00000000000000aa", sequence: 1)))
        #expect(bench.row(of: id)?.state == .offlineAccepted)
        #expect(bench.row(of: id)?.problem == "offline-refused")
    }

    @Test("a wall clock that is set back does not keep an operation unknown for ever")
    func clockSetBack() throws {
        var bench = CounterBench()
        let event = bench.tap()
        _ = try bench.sale(event: event).get()
        let id = try #require(bench.operation?.id)
        for _ in 0..<10 {
            bench.wall -= 86_400_000
            bench.pass(15_000)
        }
        #expect(bench.rows(of: id).last == .reversing)
    }

    @Test("outcomes, reversals, acknowledgements and the attempts that lead there may use the journal's reserve")
    func reserve() throws {
        var bench = CounterBench()
        let event = bench.tap()
        _ = try bench.sale(event: event).get()
        let id = try #require(bench.operation?.id)
        #expect(bench.give(.core(.lost(id, attempt: 1, reason: "timeout"))).mayUseReserve)
        bench.now += 3_000
        #expect(bench.give(.tick).mayUseReserve)
        #expect(bench.give(.core(.acknowledged(.member, epoch: "00000000000000aa", sequence: 1))).mayUseReserve)
        #expect(!bench.give(.reader(.connected(CounterBench.reader, name: "ACS"))).mayUseReserve)
    }
}
