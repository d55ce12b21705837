import Counter
import Domain
import Linux
import Station

/// Durable events a second: taps as fast as the station commits them, at most 256 on their way.
struct ThroughputBenchmark: Benchmark {
    static let name = "throughput"
    static let summary = "durable events per second, each a transaction of its own, fsyncs shared by those that wait"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func run() throws -> [Figure] {
        let count = surroundings.quick ? 2_000 : 20_000
        let station = try BenchStation(folder: surroundings.folder)
        defer { station.stop() }
        let device = DeviceID(kind: .reader, topology: "bench")
        let begin = Stopwatch.now
        for index in 0..<count {
            if index % 64 == 0, index >= 256, station.waitForCommits(index - 256, milliseconds: 10_000) == nil {
                throw BenchmarkFailure("the station stopped committing")
            }
            let credential = Credential(scheme: "member", value: String(600_100_000 + index), assurance: .static)
            station.loop.post(
                .reader(.presented(device, fingerprint: "card \(index)", .member(credential, profile: "gold")))
            )
        }
        guard let commits = station.waitForCommits(count, milliseconds: 30_000) else {
            throw BenchmarkFailure("not every event was committed")
        }
        let seconds = Double(commits[count - 1] - begin) / 1e9
        return [Figure("durable events", Double(count) / seconds, .perSecond, budget: .least(2_000))]
    }
}
