import Domain

/// The time and randomness that come in with an input.
public struct Moment: Sendable {
    /// Wall clock, for people and rows.
    public let wall: Instant
    /// Monotonic milliseconds, for deadlines.
    public let monotonic: Int64
    /// Gives eight fresh random bytes at each call.
    public let random: @Sendable () -> [UInt8]
    /// Asked only before a payment is taken offline.
    public let clock: @Sendable () -> ClockCondition

    public init(
        wall: Instant,
        monotonic: Int64,
        random: @escaping @Sendable () -> [UInt8],
        clock: @escaping @Sendable () -> ClockCondition = { .synchronised }
    ) {
        self.wall = wall
        self.monotonic = monotonic
        self.random = random
        self.clock = clock
    }
}
