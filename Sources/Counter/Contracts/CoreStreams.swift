import Domain

/// What the core knows of this gateway's streams.
public struct CoreStreams: Sendable, Hashable {
    public struct Position: Sendable, Hashable {
        public let stream: EventStream
        public let acknowledged: Int64
        /// Id of the event at `acknowledged`; nil when that is 0.
        public let id: EntityID?

        public init(stream: EventStream, acknowledged: Int64, id: EntityID?) {
            self.stream = stream
            self.acknowledged = acknowledged
            self.id = id
        }
    }

    /// Nil when the core has never heard of this source.
    public let epoch: String?
    public let positions: [Position]

    public init(epoch: String?, positions: [Position]) {
        self.epoch = epoch
        self.positions = positions
    }
}
