import Counter
import Domain
import Testing

@Suite("Changed settings and lost decisions")
struct SettingsTests {
    @Test("a reload changes lanes and policy; station, currency and core wait for a restart")
    func reload() {
        var bench = CounterBench()
        var settings = bench.counter.settings
        settings.station = "other"
        settings.currency = .eur
        settings.hasCore = false
        settings.lanes = [LaneSettings(name: LaneName("9")!)]
        settings.policy = Policy(assurance: [.init(kind: .sale, from: 0, assurance: .static)])
        bench.give(.settings(settings))
        #expect(bench.counter.settings.station == "s1")
        #expect(bench.counter.settings.currency == .cny)
        #expect(bench.counter.settings.hasCore)
        #expect(bench.counter.lanes.map(\.name.text) == ["9"])
        #expect(bench.counter.settings.policy == settings.policy)
    }

    @Test("a lane that was taken away and given back still belongs to its open operation")
    func laneComesBack() throws {
        var bench = CounterBench()
        _ = try bench.sale(event: nil).get()
        let id = try #require(bench.operation?.id)
        let before = bench.counter.settings
        var without = before
        without.lanes.removeFirst()
        bench.give(.settings(without))
        bench.give(.settings(before))
        #expect(bench.counter.lanes[0].operation == id)
        let second = bench.sale(event: nil, key: "k2")
        #expect(second.code == "lane-busy")
    }

    @Test("after a lost decision an operation that still waits for its card waits on")
    func rebuild() throws {
        var bench = CounterBench()
        _ = try bench.sale(event: nil).get()
        let waiting = try #require(bench.operation)
        var snapshot = Snapshot(epoch: "00000000000000aa")
        snapshot.openOperations = [waiting]
        let moment = Moment(wall: Instant(milliseconds: bench.wall), monotonic: bench.now, random: { [] })
        let rebuilt = Counter(settings: bench.counter.settings, snapshot: snapshot, at: moment)
        #expect(rebuilt.nextTick == bench.now)
        #expect(rebuilt.keepingDevices(of: bench.counter).nextTick == bench.now + 60_000)
    }
}
