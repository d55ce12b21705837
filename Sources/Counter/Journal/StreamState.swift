import Domain

/// Where one stream stands.
public struct StreamState: Sendable, Hashable {
    public let stream: EventStream
    /// Sequence of the newest event; 0 when the stream is empty.
    public var head: Int64
    /// Everything up to here is acknowledged by the core and that is committed.
    public var acknowledged: Int64

    public init(stream: EventStream, head: Int64 = 0, acknowledged: Int64 = 0) {
        self.stream = stream
        self.head = head
        self.acknowledged = acknowledged
    }
}
