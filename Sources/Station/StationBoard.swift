import Counter
import Domain
import Synchronization

/// What everybody may see: the counter as of the last commit, and who wants to be woken.
public final class StationBoard: Sendable {
    private struct Subscriber: Sendable {
        let id: SubscriptionID
        let wake: @Sendable () -> Void
        let message: @Sendable (LaneName, JSONValue) -> Void
    }

    private struct Subscribers: Sendable {
        var next: UInt64 = 1
        var list: [Subscriber] = []
    }

    private let current = Mutex<Counter?>(nil)
    private let subscribers = Mutex(Subscribers())

    public init() {}

    func publish(_ counter: Counter) {
        current.withLock { $0 = counter }
    }

    /// The counter's committed state; nil before the first.
    public var counter: Counter? {
        current.withLock { $0 }
    }

    func wake() {
        for subscriber in subscribers.withLock({ $0.list }) {
            subscriber.wake()
        }
    }

    func tell(_ lane: LaneName, _ message: JSONValue) {
        var members = message.objectValue ?? JSONObject()
        members["lane"] = .string(lane.text)
        for subscriber in subscribers.withLock({ $0.list }) {
            subscriber.message(lane, .object(members))
        }
    }

    public func subscribe(
        wake: @escaping @Sendable () -> Void,
        message: @escaping @Sendable (LaneName, JSONValue) -> Void
    ) -> SubscriptionID {
        subscribers.withLock { state in
            let id = SubscriptionID(number: state.next)
            state.next += 1
            state.list.append(Subscriber(id: id, wake: wake, message: message))
            return id
        }
    }

    public func unsubscribe(_ id: SubscriptionID) {
        subscribers.withLock { state in
            state.list.removeAll { $0.id == id }
        }
    }
}
