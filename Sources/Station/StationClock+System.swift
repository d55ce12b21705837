import Domain
import Linux

extension StationClock {
    /// The machine's own clocks and the kernel's randomness.
    public static let system = StationClock(
        wall: { Instant(milliseconds: SystemClock.wallMilliseconds) },
        monotonic: { Int64(clamping: SystemClock.monotonicNanoseconds / 1_000_000) },
        random: {
            // Straight from getrandom(2): libcrypto's own generator behind it costs every event forty times as much.
            withUnsafeBytes(of: UInt64.random(in: .min ... .max)) { Array($0) }
        },
        isSynchronised: { SystemClock.isSynchronised }
    )
}
