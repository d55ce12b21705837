import Domain

/// Which events a reader wants; nil members want all. Filters never change cursors.
public struct EventFilter: Sendable, Hashable {
    public var stream: EventStream?
    public var lane: LaneName?
    public var type: String?

    public init(stream: EventStream? = nil, lane: LaneName? = nil, type: String? = nil) {
        self.stream = stream
        self.lane = lane
        self.type = type
    }

    public func admits(_ event: CounterEvent) -> Bool {
        (stream == nil || stream == event.stream) && (lane == nil || lane == event.lane)
            && (type == nil || type == event.type)
    }
}
