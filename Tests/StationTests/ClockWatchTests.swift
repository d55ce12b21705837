import Counter
import Domain
import Linux
import Testing

@testable import Station

@Suite("The watch over the wall clock")
struct ClockWatchTests {
    @Test("the time counts from when the clock was last kept right, or from the start")
    func condition() {
        let now = ConditionBox(Int64(5_000))
        let isSynchronised = ConditionBox(false)
        let looks = ConditionBox(0)
        let clock = StationClock(
            wall: { Instant(milliseconds: 0) },
            monotonic: { now.withLock { $0 } },
            random: { [] },
            isSynchronised: {
                looks.update { $0 += 1 }
                return isSynchronised.withLock { $0 }
            }
        )
        let watch = ClockWatch(clock)
        now.update { $0 = 8_000 }
        #expect(watch.condition() == ClockCondition(isSynchronised: false, unsynchronised: 3_000))
        isSynchronised.update { $0 = true }
        now.update { $0 = 100_000 }
        // Nobody asks, but it is seen.
        watch.look()
        isSynchronised.update { $0 = false }
        watch.look()
        #expect(looks.withLock { $0 } == 2)
        now.update { $0 = 100_500 }
        #expect(watch.condition() == ClockCondition(isSynchronised: false, unsynchronised: 500))
    }
}
