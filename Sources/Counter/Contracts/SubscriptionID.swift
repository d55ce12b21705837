/// Names a subscription so that it can be ended.
public struct SubscriptionID: Sendable, Hashable {
    public let number: UInt64

    public init(number: UInt64) {
        self.number = number
    }
}
