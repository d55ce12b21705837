import CoreLink
import CoreSimulator
import Counter
import Domain
import Journal
import Linux
import Runtime
import Station

/// How fast events that waited for the core are delivered, applied there and acknowledged here.
struct DrainBenchmark: Benchmark {
    static let name = "drain"
    static let summary =
        "events per second from a full journal to the reference core over HTTP, each acknowledgement committed"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func run() throws -> [Figure] {
        let count = surroundings.quick ? 2_000 : 20_000
        let path = surroundings.folder + "/drain.sqlite"
        try JournalFilling.fill(path: path, events: count, hasCore: true)
        let core = try CoreSimulator(databasePath: surroundings.folder + "/core.sqlite")
        try core.start()
        defer { core.stop() }
        let clock = StationClock.system
        let journal = try JournalFile.open(path: path, freshEpoch: JournalFilling.epoch, now: clock.wall())
        let writer = JournalWriter(journal: journal, hasCore: true, wall: clock.wall)
        let acknowledged = ConditionBox<Int64>(0)
        let reader = try JournalReader(path: path)
        defer { reader.close() }
        let link = CoreLink(
            settings: CoreLinkSettings(url: core.url, station: "bench"),
            journal: reader,
            wall: clock.wall
        ) { answer in
            guard case .acknowledged(let stream, _, let sequence) = answer else {
                return
            }
            _ = writer.commit([
                JournalTransaction(changes: [.acknowledged(stream, sequence: sequence)], mayUseReserve: true)
            ])
            acknowledged.update { $0 = max($0, sequence) }
        }
        let threads = [try DeviceThread.start(writer), try DeviceThread.start(link)]
        let begin = Stopwatch.now
        link.request(.deliver(.member))
        let done = acknowledged.wait(until: .after(milliseconds: 120_000)) { $0 >= Int64(count) ? Stopwatch.now : nil }
        link.stop()
        threads[1].join(until: .after(milliseconds: 5_000))
        writer.stop()
        threads[0].join(until: .after(milliseconds: 5_000))
        guard let done else {
            throw BenchmarkFailure("the core acknowledged \(acknowledged.withLock { $0 }) of \(count) events")
        }
        return [
            Figure("drained to the core", Double(count) * 1e9 / Double(done - begin), .perSecond, budget: .least(1_000))
        ]
    }
}
