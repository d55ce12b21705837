import CardSimulator
import Linux

/// What the daemon costs while nobody comes: one reader under a real pcscd, no card.
struct IdleBenchmark: Benchmark {
    static let name = "idle"
    static let summary = "memory, processor time and wake-ups of an idle countertopd with a reader"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func run() throws -> [Figure] {
        let pcscd = try PCSCDaemon(readers: 1, clients: .children)
        defer { pcscd.close() }
        let daemon = try Daemon(
            programs: surroundings.programs,
            folder: surroundings.folder,
            environment: pcscd.environment
        )
        defer { daemon.stop() }
        // The first seconds belong to the start: readers are found, pages are touched.
        Stopwatch.sleep(until: Stopwatch.now + 3_000_000_000)
        let seconds = surroundings.quick ? 3.0 : 20.0
        let work = daemon.processorMilliseconds()
        let wakes = daemon.wakeUps()
        Stopwatch.sleep(until: Stopwatch.now + UInt64(seconds * 1e9))
        return [
            Figure("idle: anonymous memory", daemon.memory("Anonymous") / 1024, .megabytes, budget: .most(8)),
            Figure("idle: resident memory", daemon.memory("Rss") / 1024, .megabytes, budget: .most(28)),
            Figure(
                "idle: processor",
                (daemon.processorMilliseconds() - work) / (seconds * 10),
                .percent,
                budget: .most(0.1)
            ),
            Figure("idle: wake-ups", (daemon.wakeUps() - wakes) / seconds, .perSecond, budget: .most(2)),
        ]
    }
}
