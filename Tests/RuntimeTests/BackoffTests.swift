import Runtime
import Testing

@Suite struct BackoffTests {
    @Test("the ceiling doubles from half a second to a minute and stays")
    func doubles() {
        var backoff = Backoff { $0.upperBound }
        let waits = (0..<10).map { _ in backoff.next() }
        #expect(waits == [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000])
        backoff.reset()
        #expect(backoff.next() == 500)
    }

    @Test("jitter is full: the choice is from nothing to the ceiling")
    func jitter() {
        var backoff = Backoff { $0.lowerBound }
        #expect(backoff.next() == 0)
        var real = Backoff()
        for _ in 0..<1000 {
            #expect((0...60_000).contains(real.next()))
        }
    }

    @Test("a server's Retry-After is never undercut, and taken up to an hour")
    func retryAfter() {
        var backoff = Backoff { $0.upperBound }
        #expect(backoff.next(retryAfter: 30) == 30_500)
        #expect(backoff.next(retryAfter: 1_000_000_000_000) == 3_601_000)
        #expect(backoff.next(retryAfter: -3) == 2000)
    }
}
