import Counter
import Domain
import Linux
import Synchronization

/// The time of a schedule: real, but for the hours that are skipped.
final class ScheduleClock: Sendable {
    private let skipped = Atomic<Int64>(0)
    private let ids = Atomic<UInt64>(0)

    func skip(minutes: Int) {
        skipped.add(Int64(minutes) * 60_000, ordering: .sequentiallyConsistent)
    }

    func monotonic() -> Int64 {
        Int64(clamping: SystemClock.monotonicNanoseconds / 1_000_000) + skipped.load(ordering: .sequentiallyConsistent)
    }

    func wall() -> Instant { Instant(milliseconds: 1_790_000_000_000 + monotonic()) }

    func moment() -> Moment {
        Moment(wall: wall(), monotonic: monotonic()) { [self] in
            let number = ids.add(1, ordering: .sequentiallyConsistent).newValue
            return (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
    }
}
