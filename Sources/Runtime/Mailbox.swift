import Linux

/// A queue many threads put into and one takes from.
public final class Mailbox<Element: Sendable>: Sendable {
    private struct State {
        var waiting: [Element] = []
        var closed = false
    }

    private let box = ConditionBox(State())

    public init() {}

    /// Puts one element in, without waiting; false when the box is closed.
    @discardableResult
    public func post(_ element: Element) -> Bool {
        box.update { state in
            guard !state.closed else {
                return false
            }
            state.waiting.append(element)
            return true
        }
    }

    /// Everything that waits, in the order it was posted; waits for the first until the deadline. Empty when the deadline
    /// passed or the box is closed and empty.
    public func takeAll(waitingUpTo deadline: Deadline) -> [Element] {
        box.wait(until: deadline) { state -> [Element]? in
            guard !state.waiting.isEmpty || state.closed else {
                return nil
            }
            let all = state.waiting
            state.waiting = []
            return all
        } ?? []
    }

    /// Refuses new elements and wakes the taker; what waits can still be taken.
    public func close() {
        box.update { $0.closed = true }
    }

    public var isClosed: Bool { box.withLock { $0.closed } }
}
