import Counter
import Synchronization

/// Remembers when the wall clock was last kept right; any thread.
///
/// The kernel forgets: hours after the network is gone it calls the clock unsynchronised, and in some containers always.
final class ClockWatch: Sendable {
    /// Between two looks that nobody asked for, milliseconds.
    private static let interval: Int64 = 60_000

    private struct State: Sendable {
        /// By monotonic ms; the start until it was seen.
        var kept: Int64
        var looked: Int64?
    }

    private let clock: StationClock
    private let state: Mutex<State>

    init(_ clock: StationClock) {
        self.clock = clock
        state = Mutex(State(kept: clock.monotonic()))
    }

    /// Looks, unless it did so lately.
    func look() {
        let now = clock.monotonic()
        if state.withLock({ $0.looked.map { now - $0 >= Self.interval } ?? true }) {
            _ = condition()
        }
    }

    func condition() -> ClockCondition {
        let now = clock.monotonic()
        let isSynchronised = clock.isSynchronised()
        return state.withLock { state in
            state.looked = now
            if isSynchronised {
                state.kept = now
            }
            return ClockCondition(isSynchronised: isSynchronised, unsynchronised: max(0, now - state.kept))
        }
    }
}
