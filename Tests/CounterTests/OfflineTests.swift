import Counter
import Domain
import Testing

@Suite("Sales without the core")
struct OfflineTests {
    private let limits = Policy.OfflineLimits(amount: 10_000, count: 5, total: 50_000, ageHours: 24)

    private func sell(
        _ bench: inout CounterBench,
        tenders: [Tender] = [Tender(kind: .account, amount: 1_000)],
        assurance: Assurance = .static,
        key: String = "k"
    ) throws -> Operation? {
        let event = bench.tap(assurance: assurance, fingerprint: key)!
        let request = OperationRequest(
            kind: .sale,
            amount: Money(fen: 1_000),
            tenders: tenders,
            presented: .event(event)
        )
        _ = try bench.till(.begin(lane: CounterBench.lane, request: request), key: key).get()
        let id = try #require(bench.operation?.id)
        bench.give(.core(.notSent(id, attempt: 1, reason: "refused")))
        return bench.row(of: id)
    }

    @Test("a clock that nobody has kept right for too long takes no offline payment, and says so")
    func clock() throws {
        var bench = CounterBench(policy: Policy(offline: limits))
        bench.clock = ClockCondition(isSynchronised: false, unsynchronised: 72 * 3_600_000 + 1)
        #expect(try sell(&bench)?.problem == "clock-unsynchronised")
        bench.clock.unsynchronised -= 1
        #expect(try sell(&bench, key: "k2")?.state == .offlineAccepted)
        bench.clock = .synchronised
        #expect(try sell(&bench, key: "k3")?.state == .offlineAccepted)
    }

    @Test(
        "a clock that was never set takes no offline payment: it is before the journal's newest row, or before this program"
    )
    func unsetClock() throws {
        var bench = CounterBench(policy: Policy(offline: limits))
        bench.clock = ClockCondition(isSynchronised: false, unsynchronised: 0)
        #expect(try sell(&bench)?.state == .offlineAccepted)
        bench.wall -= 300_000
        #expect(try sell(&bench, key: "k2")?.state == .offlineAccepted)
        var snapshot = Snapshot(epoch: "00000000000000aa")
        snapshot.newestTime = Instant(milliseconds: bench.wall + 3_600_000)
        var restarted = CounterBench(policy: Policy(offline: limits), snapshot: snapshot)
        restarted.clock = bench.clock
        restarted.wall = bench.wall + 3_600_000 - 300_001
        // Its tap is recorded by the wrong clock; the journal's newest row is what it was.
        #expect(try sell(&restarted)?.problem == "clock-wrong")
        // Whoever set the clock by hand, or had it kept right, goes on.
        restarted.clock = .synchronised
        #expect(try sell(&restarted, key: "k2")?.state == .offlineAccepted)
        var old = CounterBench(policy: Policy(offline: limits))
        old.clock = bench.clock
        old.wall = 1_600_000_000_000
        #expect(try sell(&old)?.problem == "clock-wrong")
    }

    @Test(
        "points and coupons are never taken without the core, nor a card that only shows its UID",
        arguments: [
            (Tender.Kind.points, Assurance.static, "core-unreachable"), (.coupon, .static, "core-unreachable"),
            (.account, .uid, "assurance-too-low"),
        ]
    )
    func refused(kind: Tender.Kind, assurance: Assurance, problem: String) throws {
        var bench = CounterBench(policy: Policy(offline: limits))
        let tenders = [Tender(kind: kind, amount: 1_000, reference: "C")]
        #expect(try sell(&bench, tenders: tenders, assurance: assurance)?.problem == problem)
    }

    @Test(
        "the time without the core goes on over a restart while a sale waits for it",
        arguments: [(24, true), (25, false)]
    )
    func ageOverRestart(hours: Int64, accepted: Bool) throws {
        var first = CounterBench(policy: Policy(offline: limits))
        let sold = try #require(try sell(&first))
        var snapshot = Snapshot(epoch: "00000000000000aa")
        snapshot.openOperations = [sold]
        snapshot.streams[0].head = 1
        var bench = CounterBench(policy: Policy(offline: limits), snapshot: snapshot)
        bench.wall = first.wall + hours * 3_600_000
        bench.now += 10
        let again = try sell(&bench, key: "k2")
        #expect((again?.state == .offlineAccepted) == accepted)
        #expect(again?.problem == (accepted ? nil : "offline-limit"))
    }
}
