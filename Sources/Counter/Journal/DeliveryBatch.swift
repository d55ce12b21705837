import Domain

/// Consecutive events of one stream as they go to the core: parked ones are already replaced by their tombstones.
public struct DeliveryBatch: Sendable, Hashable {
    public let epoch: String
    public let stream: EventStream
    public let events: [CounterEvent]

    public init(epoch: String, stream: EventStream, events: [CounterEvent]) {
        self.epoch = epoch
        self.stream = stream
        self.events = events
    }
}
