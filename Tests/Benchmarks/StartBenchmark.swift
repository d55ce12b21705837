import Linux

/// How long the daemon takes to be ready on a journal of a million rows, in good order and after SIGKILL.
struct StartBenchmark: Benchmark {
    static let name = "start"
    static let summary = "countertopd from exec to ready with a million rows, and again after SIGKILL"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func run() throws -> [Figure] {
        let rows = surroundings.quick ? 50_000 : 1_000_000
        try JournalFilling.fill(path: surroundings.folder + "/journal.sqlite", events: rows, hasCore: false)
        var orderly: [UInt64] = []
        var killed: [UInt64] = []
        for _ in 0..<5 {
            let first = try Daemon(programs: surroundings.programs, folder: surroundings.folder) { orderly.append($0) }
            first.stop()
            let second = try Daemon(programs: surroundings.programs, folder: surroundings.folder)
            second.kill()
            let third = try Daemon(programs: surroundings.programs, folder: surroundings.folder) { killed.append($0) }
            third.stop()
        }
        return [
            Figure(
                "start with \(rows) rows, median",
                Samples(orderly).milliseconds(0.5),
                .milliseconds,
                budget: .most(200)
            ),
            Figure("ready after SIGKILL, worst", Samples(killed).milliseconds(1), .milliseconds, budget: .most(1_000)),
        ]
    }
}
