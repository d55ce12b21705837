import SimulatedShop
import Testing

@Suite("The daemon stopped in order in the middle of a receipt", .serialized)
struct StopTests {
    @Test(
        "no receipt is lost: it is on paper, waits for the next start, or is offered and marked",
        .timeLimit(.minutes(5))
    )
    func anywhere() throws {
        let counter = try KilledCounter()
        defer { counter.close() }
        // From "the order has just been handed over" to "the paper is nearly out".
        for milliseconds in [0, 5, 20, 60, 120] {
            try counter.recharge(fen: 1_000, stoppedAfter: milliseconds)
            try counter.check("stopped \(milliseconds) ms after the outcome")
        }
    }
}
