import Counter
import Domain
import Testing

@Suite("Presentations")
struct PresenceTests {
    @Test("a card seen again without having been seen to leave is the same presentation")
    func reappears() {
        var bench = CounterBench()
        bench.tap()
        bench.give(.reader(.disconnected(CounterBench.reader)))
        bench.give(.reader(.connected(CounterBench.reader, name: "ACS")))
        bench.tap()
        #expect(bench.eventTypes.filter { $0 == EventType.memberIdentified }.count == 1)
    }

    @Test("away for less than 500 ms is the same presentation, longer is a new one", arguments: [(499, 1), (500, 2)])
    func window(away: Int64, events: Int) {
        var bench = CounterBench()
        bench.tap()
        bench.give(.reader(.removed(CounterBench.reader)))
        bench.pass(away)
        bench.tap()
        #expect(bench.eventTypes.filter { $0 == EventType.memberIdentified }.count == events)
    }

    @Test("another card at once is a new presentation")
    func another() {
        var bench = CounterBench()
        bench.tap("6001")
        bench.tap("6002")
        #expect(bench.eventTypes == [EventType.memberIdentified, EventType.memberIdentified])
    }

    @Test("the journal's last presentation survives a restart")
    func restart() {
        var first = CounterBench()
        let event = first.tap()!
        var snapshot = Snapshot(epoch: "00000000000000aa")
        snapshot.presentations = [
            Presentation(
                device: CounterBench.reader,
                fingerprint: "6001",
                event: event,
                seen: Instant(milliseconds: first.wall)
            )
        ]
        var bench = CounterBench(snapshot: snapshot)
        bench.tap()
        #expect(bench.eventTypes.isEmpty)
    }

    @Test(
        "the reader says how long it was empty, whatever time the card took to answer",
        arguments: [(499, 1), (500, 2)]
    )
    func absence(away: Int64, events: Int) {
        var bench = CounterBench()
        bench.tap()
        bench.give(.reader(.removed(CounterBench.reader)))
        bench.pass(3_000)
        bench.tap(absence: away)
        #expect(bench.eventTypes.filter { $0 == EventType.memberIdentified }.count == events)
    }

    @Test(
        "after a restart the card that still lies there is the customer of before, for as long as it was good",
        arguments: [(Int64(300_000), true), (300_001, false)]
    )
    func stillThere(age: Int64, isKnown: Bool) throws {
        var first = CounterBench()
        let event = first.tap()!
        var snapshot = Snapshot(epoch: "00000000000000aa")
        snapshot.presentations = [
            Presentation(
                device: CounterBench.reader,
                fingerprint: "6001",
                event: event,
                seen: Instant(milliseconds: first.wall - age)
            )
        ]
        var bench = CounterBench(snapshot: snapshot)
        bench.tap()
        bench.tap()
        #expect(bench.eventTypes.isEmpty)
        #expect(bench.counter.lanes[0].visit.map(\.event) == (isKnown ? [event] : []))
        bench.pass(1)
        let sale = bench.sale(event: event)
        #expect(sale.code == "no-card", "its five minutes are over")
    }

    @Test("an operation that awaits a code does not take a card")
    func awaitsCode() throws {
        var bench = CounterBench()
        let request = OperationRequest(
            kind: .recharge,
            amount: Money(fen: 100),
            presented: .await(kinds: ["code"], seconds: 60)
        )
        _ = try bench.till(.begin(lane: CounterBench.lane, request: request)).get()
        bench.tap()
        #expect(bench.operation?.state == .awaitingCard)
    }

    @Test(
        "an identification that is five minutes old by the monotonic clock does not pay, whatever the wall clock says"
    )
    func wallClockSetBack() throws {
        var bench = CounterBench()
        let event = bench.tap()
        bench.pass(300_001)
        bench.wall -= 3_600_000
        let sale = bench.sale(event: event)
        #expect(sale.code == "no-card")
    }

    @Test("a bank card leaves an event without digits, and no visit")
    func bankCard() {
        var bench = CounterBench()
        bench.give(.reader(.presented(CounterBench.reader, fingerprint: "f", .bankCard)))
        #expect(bench.eventTypes == [EventType.bankCardPresented])
        #expect(bench.counter.lanes[0].visit.isEmpty)
        #expect(bench.counter.lanes[0].notice == "bank-card")
    }
}
