import Counter
import Domain

/// Where the station's times and randomness come from; tests hand in their own.
public struct StationClock: Sendable {
    public let wall: @Sendable () -> Instant
    /// Monotonic milliseconds.
    public let monotonic: @Sendable () -> Int64
    /// Eight fresh random bytes.
    public let random: @Sendable () -> [UInt8]
    /// Whether something keeps the wall clock right now.
    public let isSynchronised: @Sendable () -> Bool

    public init(
        wall: @escaping @Sendable () -> Instant,
        monotonic: @escaping @Sendable () -> Int64,
        random: @escaping @Sendable () -> [UInt8],
        isSynchronised: @escaping @Sendable () -> Bool
    ) {
        self.wall = wall
        self.monotonic = monotonic
        self.random = random
        self.isSynchronised = isSynchronised
    }
}
