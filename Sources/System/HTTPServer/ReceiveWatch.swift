import Glibc
import Linux

/// Closes connections whose request does not come whole in time.
///
/// The library's own time-out starts anew with every byte, so that a peer could hold a connection for ever by
/// sending one byte now and then. The thread sleeps while no request is being received.
final class ReceiveWatch: Sendable {
    private struct State {
        var deadlines: [ObjectIdentifier: (fd: Int32, deadline: Deadline)] = [:]
        var stopping = false
        var thread: pthread_t?
    }

    private let box = ConditionBox(State())

    init() {
        let thread = startThread { [box] in Self.run(box) }
        box.update { $0.thread = thread }
    }

    /// A request of this connection must be whole within these seconds from now.
    func expect(_ connection: HTTPConnection, seconds: Int) {
        let deadline = Deadline.after(milliseconds: max(0, seconds) * 1_000)
        box.update { $0.deadlines[ObjectIdentifier(connection)] = (connection.fd, deadline) }
    }

    /// The request is whole, or the connection is about to be closed; the descriptor is not touched after this.
    func forget(_ connection: HTTPConnection) {
        _ = box.update { $0.deadlines.removeValue(forKey: ObjectIdentifier(connection)) }
    }

    func stop() {
        let thread = box.update { state in
            state.stopping = true
            defer { state.thread = nil }
            return state.thread
        }
        if let thread { pthread_join(thread, nil) }
    }

    private static func run(_ box: ConditionBox<State>) {
        var next = Deadline.never
        var isStopping = false
        while !isStopping {
            // Anything new may be due earlier than what is waited for.
            let known = next
            isStopping =
                box.wait(until: next) { state in
                    guard !state.stopping else {
                        return true
                    }
                    next = state.deadlines.values.map(\.deadline).min() ?? .never
                    return next == known ? nil : false
                } ?? false
            box.withLock { state in
                for (id, entry) in state.deadlines where entry.deadline.isPast {
                    state.deadlines.removeValue(forKey: id)
                    shutdown(entry.fd, Int32(SHUT_RDWR))
                }
            }
        }
    }
}
