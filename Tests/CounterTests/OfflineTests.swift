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

    @Test("a clock nobody keeps right takes no offline payment, and says so")
    func clock() throws {
        var bench = CounterBench(policy: Policy(offline: limits))
        bench.isSynchronised = false
        #expect(try sell(&bench)?.problem == "clock-unsynchronised")
        bench.isSynchronised = true
        #expect(try sell(&bench, key: "k2")?.state == .offlineAccepted)
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
