import Crypto
import Domain
import Linux

extension StationClock {
    /// The machine's own clocks and the kernel's randomness.
    public static let system = StationClock(
        wall: { Instant(milliseconds: SystemClock.wallMilliseconds) },
        monotonic: { Int64(clamping: SystemClock.monotonicNanoseconds / 1_000_000) },
        random: {
            // The kernel's generator does not fail after boot; should libcrypto refuse, the language's own draws from the same source.
            (try? randomBytes(8)) ?? (0..<8).map { _ in UInt8.random(in: 0...255) }
        },
        isSynchronised: { SystemClock.isSynchronised }
    )
}
