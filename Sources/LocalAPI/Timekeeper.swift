import Linux
import Runtime

/// Runs closures later, on one thread that sleeps while nothing is due.
final class Timekeeper: Service {
    struct Ticket: Sendable, Hashable {
        fileprivate let number: UInt64
    }

    private struct Entry: Sendable {
        let ticket: Ticket
        let deadline: Deadline
        let action: @Sendable () -> Void
    }

    private struct State: Sendable {
        var entries: [Entry] = []
        var next: UInt64 = 0
        var changed = false
        var stopped = false
    }

    let name = "timekeeper"
    private let state = ConditionBox(State())

    /// `action` runs once after `milliseconds`, unless it is cancelled; it must not block.
    @discardableResult
    func after(milliseconds: Int, _ action: @escaping @Sendable () -> Void) -> Ticket {
        state.update { state in
            state.next += 1
            let ticket = Ticket(number: state.next)
            state.entries.append(Entry(ticket: ticket, deadline: .after(milliseconds: milliseconds), action: action))
            state.changed = true
            return ticket
        }
    }

    func cancel(_ ticket: Ticket) {
        state.withLock { state in state.entries.removeAll { $0.ticket == ticket } }
    }

    func stop() {
        state.update { $0.stopped = true }
    }

    /// What is due when it stops still runs: callers that wait are answered.
    func run() {
        while true {
            let next = state.withLock { $0.entries.map(\.deadline).min() } ?? .never
            _ = state.wait(until: next) { state -> Bool? in
                guard state.changed || state.stopped else {
                    return nil
                }
                state.changed = false
                return true
            }
            let (due, stopped) = state.withLock { state in
                let due = state.entries.filter { $0.deadline.isPast }
                state.entries.removeAll { $0.deadline.isPast }
                return (due, state.stopped)
            }
            due.forEach { $0.action() }
            if stopped {
                return
            }
        }
    }
}
