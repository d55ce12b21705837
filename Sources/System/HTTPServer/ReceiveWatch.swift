import Glibc

/// Closes connections whose request does not come whole in time.
///
/// The library's own time-out starts anew with every byte, so that a peer could hold a connection for ever by
/// sending one byte now and then. The thread sleeps while no request is being received.
final class ReceiveWatch: Sendable {
    private struct State {
        var deadlines: [ObjectIdentifier: (fd: Int32, deadline: UInt64)] = [:]
        var stopping = false
        var thread: pthread_t?
    }

    private let monitor = Monitor(State())

    init() {
        let thread = startThread { [monitor] in Self.run(monitor) }
        monitor.change { $0.thread = thread }
    }

    /// A request of this connection must be whole within these seconds from now.
    func expect(_ connection: HTTPConnection, seconds: Int) {
        let deadline = monotonicNow() &+ UInt64(max(0, seconds)) &* 1_000_000_000
        monitor.change { $0.deadlines[ObjectIdentifier(connection)] = (connection.fd, deadline) }
    }

    /// The request is whole, or the connection is about to be closed; the descriptor is not touched after this.
    func forget(_ connection: HTTPConnection) {
        _ = monitor.change { $0.deadlines.removeValue(forKey: ObjectIdentifier(connection)) }
    }

    func stop() {
        let thread = monitor.change { state in
            state.stopping = true
            defer { state.thread = nil }
            return state.thread
        }
        if let thread { pthread_join(thread, nil) }
    }

    private static func run(_ monitor: Monitor<State>) {
        monitor.wait { state -> Monitor<State>.Step<Void> in
            guard !state.stopping else { return .done(()) }
            let now = monotonicNow()
            for (id, entry) in state.deadlines where entry.deadline <= now {
                state.deadlines.removeValue(forKey: id)
                shutdown(entry.fd, Int32(SHUT_RDWR))
            }
            return .sleep(until: state.deadlines.values.map(\.deadline).min())
        }
    }
}
