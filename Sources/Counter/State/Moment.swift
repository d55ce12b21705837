import Domain

/// The time and randomness that come in with an input.
public struct Moment: Sendable {
    /// Wall clock, for people and rows.
    public let wall: Instant
    /// Monotonic milliseconds, for deadlines.
    public let monotonic: Int64
    /// Gives eight fresh random bytes at each call.
    public let random: @Sendable () -> [UInt8]
    /// Whether something keeps the wall clock right; asked only before a payment is taken offline.
    public let isSynchronised: @Sendable () -> Bool

    public init(
        wall: Instant,
        monotonic: Int64,
        random: @escaping @Sendable () -> [UInt8],
        isSynchronised: @escaping @Sendable () -> Bool = { true }
    ) {
        self.wall = wall
        self.monotonic = monotonic
        self.random = random
        self.isSynchronised = isSynchronised
    }
}
