import Glibc
import Linux
import Runtime

/// Ctrl-C, SIGTERM and a closed terminal: a wish that whoever is at work looks at, so that everything ends in order.
final class Interruption: Sendable {
    static let shared = Interruption()

    private struct State: Sendable {
        var isRequested = false
        var callbacks: [@Sendable () -> Void] = []
    }

    private static let signals = [SIGINT, SIGTERM, SIGHUP]
    private let state = ConditionBox(State())

    /// Called first in `main`; a second signal ends the process at once.
    func begin() {
        Signals.block(Self.signals)
        _ = try? DeviceThread.start("signals") { [self] in
            guard (try? Signals.wait(for: Self.signals)) != nil else {
                return
            }
            let callbacks = state.update { state in
                state.isRequested = true
                return state.callbacks
            }
            callbacks.forEach { $0() }
            _ = try? Signals.wait(for: Self.signals)
            _exit(130)
        }
    }

    var isRequested: Bool { state.withLock { $0.isRequested } }

    /// Blocks until it comes.
    func wait() {
        _ = state.wait(until: .never) { $0.isRequested ? true : nil }
    }

    /// Blocks until it comes or the time is over; whether it came.
    func wait(milliseconds: Int) -> Bool {
        state.wait(until: .after(milliseconds: milliseconds)) { $0.isRequested ? true : nil } ?? false
    }

    /// `body` is called on another thread when it comes, or at once when it came already.
    func whenRequested(_ body: @escaping @Sendable () -> Void) {
        let isLate = state.update { state in
            state.callbacks.append(body)
            return state.isRequested
        }
        if isLate {
            body()
        }
    }
}
