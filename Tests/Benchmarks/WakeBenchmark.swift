import Linux
import Runtime

/// How long a sleeping thread takes to run after it was woken: a tap wakes three: the station, the server, the subscriber.
struct WakeBenchmark: Benchmark {
    static let name = "wake"
    static let summary =
        "a thread that sleeps is woken by another, 100 times a second: what each hop of a tap costs on this machine"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func run() throws -> [Figure] {
        let count = surroundings.quick ? 50 : 500
        let mailbox = Mailbox<UInt64>()
        let times = ConditionBox<[UInt64]>([])
        let thread = try DeviceThread.start("woken") {
            while true {
                let sent = mailbox.takeAll(waitingUpTo: .never)
                let now = Stopwatch.now
                guard !sent.isEmpty else {
                    return
                }
                times.update { $0.append(contentsOf: sent.map { now - $0 }) }
            }
        }
        for _ in 0..<count {
            Stopwatch.sleep(until: Stopwatch.now + 10_000_000)
            mailbox.post(Stopwatch.now)
        }
        let measured = times.wait(until: .after(milliseconds: 5_000)) { $0.count >= count ? $0 : nil }
        mailbox.close()
        thread.join(until: .after(milliseconds: 5_000))
        guard let measured else {
            throw BenchmarkFailure("the thread was not woken every time")
        }
        return Samples(measured).figures("waking a thread")
    }
}
