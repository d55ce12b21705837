import CardSimulator
import Cards
import Counter
import Domain
import Station

/// From a tap to the subscriber, 100 taps a second in an open loop: each is timed from when it was due, not from when it was begun.
struct TapBenchmark: Benchmark {
    static let name = "tap"
    static let summary = "tap to subscriber on in-process channels, 100 a second, split at reader, commit, subscriber"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func run() throws -> [Figure] {
        let disk = try SyncBenchmark(surroundings).samples(perSecond: 100)
        let count = surroundings.quick ? 200 : 2_000
        let station = try BenchStation(folder: surroundings.folder)
        defer { station.stop() }
        let recogniser = CardRecogniser(profiles: [try MemberCards.profile()])
        let device = DeviceID(kind: .reader, topology: "bench")
        station.loop.post(.reader(.connected(device, name: "bench")))
        guard station.waitForCommits(1, milliseconds: 5_000) != nil else {
            throw BenchmarkFailure("the station does not commit")
        }
        let subscriber = try EventClient(socket: station.socket)
        defer { subscriber.close() }
        var due: [UInt64] = []
        var read: [UInt64] = []
        let begin = Stopwatch.now + 20_000_000
        for index in 0..<count {
            let beat = begin + UInt64(index) * 10_000_000
            Stopwatch.sleep(until: beat)
            due.append(beat)
            let recognised = try recogniser.recognise(DirectChannel(MemberCards.card(index)))
            guard case .member(let credential, let profile) = recognised.finding else {
                throw BenchmarkFailure("the card was not recognised")
            }
            read.append(Stopwatch.now)
            station.loop.post(
                .reader(.presented(device, fingerprint: "card \(index)", .member(credential, profile: profile)))
            )
        }
        guard let arrivals = subscriber.wait(for: count, milliseconds: 10_000),
            let commits = station.waitForCommits(count + 1, milliseconds: 10_000)
        else {
            throw BenchmarkFailure("\(subscriber.count) of \(count) taps reached the subscriber")
        }
        let told = commits.dropFirst().prefix(count).map { $0 }
        return Samples(zip(arrivals, due).map { $0 &- $1 }).figures(
            "tap → subscriber",
            p50: .most(1 + disk.milliseconds(0.5)),
            p99: .most(10)
        ) + Samples(zip(read, due).map { $0 &- $1 }).figures("· reader")
            + Samples(zip(told, read).map { $0 &- $1 }).figures("· commit")
            + Samples(zip(arrivals, told).map { $0 > $1 ? $0 - $1 : 0 }).figures("· subscriber")
    }
}
