import Counter
import Domain
import HTTPServer
import Linux
import Runtime

/// Callers that wait for an operation's end: one thread looks after every commit and answers those whose time has come.
final class LongPolls: Service {
    private struct Waiter: Sendable {
        let number: UInt64
        let operation: EntityID
        let since: Operation.State
        let deadline: Deadline
        let reply: Reply
    }

    private struct State: Sendable {
        var waiters: [Waiter] = []
        var next: UInt64 = 0
        var woken = false
        var stopped = false
    }

    let name = "polls"
    private let access: any CounterAccess
    private let state = ConditionBox(State())

    init(access: any CounterAccess) {
        self.access = access
    }

    func add(_ id: EntityID, since: Operation.State, seconds: Int, reply: Reply) {
        let accepted = state.update { state in
            guard !state.stopped else {
                return false
            }
            state.next += 1
            state.waiters.append(
                Waiter(
                    number: state.next,
                    operation: id,
                    since: since,
                    deadline: .after(milliseconds: seconds * 1000),
                    reply: reply
                )
            )
            state.woken = true
            return true
        }
        if !accepted {
            reply.send(Answer.problem(Problem("shutting-down", retryAfter: 2)))
        }
    }

    func stop() {
        state.update { $0.stopped = true }
    }

    func run() {
        let subscription = access.subscribe(
            wake: { [state] in
                // The thread is woken only if somebody waits; who comes later is looked at when added.
                if state.withLock({ !$0.waiters.isEmpty }) {
                    state.update { $0.woken = true }
                }
            },
            message: { _, _ in }
        )
        defer { access.unsubscribe(subscription) }
        while true {
            let next = state.withLock { $0.waiters.map(\.deadline).min() } ?? .never
            _ = state.wait(until: next) { state -> Bool? in
                guard state.woken || state.stopped else {
                    return nil
                }
                state.woken = false
                return true
            }
            let (waiters, stopped) = state.withLock { ($0.waiters, $0.stopped) }
            let answered = waiters.filter { answer($0, stopped: stopped) }.map(\.number)
            state.withLock { state in
                state.waiters.removeAll { answered.contains($0.number) }
            }
            if stopped {
                return
            }
        }
    }

    private static func isUnderWay(_ state: Operation.State) -> Bool {
        state == .created || state == .awaitingCard || state == .sent
    }

    /// Answers when the operation ended, its outcome turned out to be open, or the time is up; that it went to the core is no news.
    private func answer(_ waiter: Waiter, stopped: Bool) -> Bool {
        do throws(Problem) {
            guard let operation = try access.journal.operation(waiter.operation) else {
                throw Problem("unknown-operation", subject: waiter.operation.text)
            }
            let hasMoved = operation.state != waiter.since && !Self.isUnderWay(operation.state)
            guard hasMoved || waiter.deadline.isPast || stopped else {
                return false
            }
            waiter.reply.send(Answer.json(operation.view))
        } catch {
            waiter.reply.send(Answer.problem(error))
        }
        return true
    }
}
