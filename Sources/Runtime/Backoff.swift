/// How long to wait before trying again: 0.5 s doubling to 60 s, full jitter, for ever.
public struct Backoff {
    private let first: Int
    private let limit: Int
    private let random: (ClosedRange<Int>) -> Int
    private var ceiling: Int

    /// - Parameters:
    ///   - first: upper bound of the first wait, milliseconds.
    ///   - limit: upper bound of any wait, milliseconds.
    ///   - random: an even choice from a range; injected so that runs can be repeated.
    public init(
        first: Int = 500,
        limit: Int = 60_000,
        random: @escaping (ClosedRange<Int>) -> Int = { Int.random(in: $0) }
    ) {
        self.first = max(1, first)
        self.limit = max(self.first, limit)
        self.random = random
        ceiling = self.first
    }

    /// The next wait in milliseconds; never shorter than `retryAfter` seconds, which a server asked for.
    ///
    /// A server's wish is taken up to an hour, with jitter on top so that a thousand stations do not come back at once.
    public mutating func next(retryAfter: Int? = nil) -> Int {
        let wait = random(0...ceiling)
        ceiling = ceiling > limit / 2 ? limit : ceiling * 2
        guard let retryAfter, retryAfter > 0 else {
            return wait
        }
        return min(retryAfter, 3600) * 1000 + wait
    }

    /// After a success: the next failure waits briefly again.
    public mutating func reset() {
        ceiling = first
    }
}
