import Linux

/// Shows from outside what a slot's thread is doing in libpcsclite, and since when.
final class SlotWatch: Sendable {
    enum Call: Sendable, Hashable {
        /// SCardConnect and SCardBeginTransaction: wait for other programs without a time-out.
        case connect
        /// SCardTransmit: waits for the card without a time-out.
        case transmit
    }

    private struct State: Sendable {
        var call: Call?
        var since = Deadline.now
        var abandoned = false
    }

    private let state = ConditionBox(State())

    func enter(_ call: Call) {
        state.withLock { state in
            state.call = call
            state.since = .after(milliseconds: 0)
        }
    }

    func leave() {
        state.withLock { $0.call = nil }
    }

    /// The call under way and its age in milliseconds; nil when the thread is not in the library.
    var running: (call: Call, milliseconds: Int)? {
        state.withLock { state in
            state.call.map { call in
                let age = SystemClock.monotonicNanoseconds &- state.since.nanoseconds
                return (call, Int(clamping: age / 1_000_000))
            }
        }
    }

    /// What the thread says from now on is not listened to.
    func abandon() {
        state.withLock { $0.abandoned = true }
    }

    var isAbandoned: Bool { state.withLock { $0.abandoned } }
}
