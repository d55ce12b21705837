import Counter
import Domain

/// Where the station's times and randomness come from; tests hand in their own.
public struct StationClock: Sendable {
    public let wall: @Sendable () -> Instant
    /// Monotonic milliseconds.
    public let monotonic: @Sendable () -> Int64
    /// Eight fresh random bytes.
    public let random: @Sendable () -> [UInt8]

    public init(
        wall: @escaping @Sendable () -> Instant,
        monotonic: @escaping @Sendable () -> Int64,
        random: @escaping @Sendable () -> [UInt8]
    ) {
        self.wall = wall
        self.monotonic = monotonic
        self.random = random
    }

    func moment() -> Moment {
        Moment(wall: wall(), monotonic: monotonic(), random: random)
    }
}
