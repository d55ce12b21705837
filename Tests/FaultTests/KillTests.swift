import Domain
import Linux
import SimulatedShop
import Testing

@Suite("SIGKILL between the steps of a recharge", .serialized, .enabled(if: Killer.obstacle == nil, "strace is missing"))
struct KillTests {
    /// Which calls end the daemon, and how far apart the chosen ones lie: every commit, some of the many others.
    static let calls: [(name: String, stride: Int, least: Int)] = [
        ("fdatasync", 1, 4), ("pwrite64", 9, 3), ("sendto", 2, 2), ("write", 3, 2),
    ]

    @Test(
        "the money moves once, and the receipt comes once or is offered and marked",
        .timeLimit(.minutes(5)),
        arguments: calls
    )
    func recharge(call: (name: String, stride: Int, least: Int)) throws {
        let counter = try KilledCounter()
        defer { counter.close() }
        var kills = 0
        for count in stride(from: 1, to: 200, by: call.stride) {
            let wasKilled = try counter.recharge(fen: 5_000, killedAt: call.name, count: count)
            try counter.check("\(call.name) \(count)")
            guard wasKilled else {
                break
            }
            kills += 1
        }
        #expect(kills >= call.least, "the daemon was killed \(kills) times only")
    }
}
