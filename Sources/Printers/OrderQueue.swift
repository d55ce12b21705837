import Counter
import Domain
import Linux

/// Orders on their way to the owner's thread, and the word to stop; any thread puts in, one takes out.
final class OrderQueue: Sendable {
    private struct State: Sendable {
        var orders: [PrintOrder] = []
        var givenUp: [EntityID] = []
        var stop = Deadline.never
        var isClosed = false
    }

    /// Wakes the owner's thread out of any wait.
    let wake: EventFD
    private let state = ConditionBox(State())

    init() throws(LinuxError) {
        wake = try EventFD()
    }

    /// False when nobody takes orders any more.
    func put(_ order: PrintOrder) -> Bool {
        let isTaken = state.withLock { state in
            if !state.isClosed {
                state.orders.append(order)
            }
            return !state.isClosed
        }
        wake.signal()
        return isTaken
    }

    /// Takes no further orders and gives those that are left.
    func close() -> [PrintOrder] {
        state.withLock { state in
            state.isClosed = true
            defer { state.orders = [] }
            return state.orders
        }
    }

    var first: PrintOrder? { state.withLock { $0.orders.first } }

    @discardableResult
    func takeFirst() -> PrintOrder? {
        state.withLock { state in
            guard !state.orders.isEmpty else {
                return nil
            }
            let order = state.orders.removeFirst()
            state.givenUp.removeAll { $0 == order.job }
            return order
        }
    }

    /// Marks an order that is not wanted any more; one that is not here is not looked for.
    func giveUp(_ job: EntityID) {
        state.withLock { state in
            if state.orders.contains(where: { $0.job == job }), !state.givenUp.contains(job) {
                state.givenUp.append(job)
            }
        }
        wake.signal()
    }

    func isGivenUp(_ order: PrintOrder) -> Bool { state.withLock { $0.givenUp.contains(order.job) } }

    /// Asks the thread to end; what is under way may go on until `deadline`.
    func stop(until deadline: Deadline) {
        state.withLock { $0.stop = min($0.stop, deadline) }
        wake.signal()
    }

    /// When everything must have ended; never while nobody asked.
    var stopDeadline: Deadline { state.withLock { $0.stop } }

    var isStopping: Bool { stopDeadline != .never }
}
