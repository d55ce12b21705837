import Domain

/// Events in commit order with the cursor to go on from.
public struct EventPage: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        /// Position in commit order over all streams.
        public let position: Int64
        public let event: CounterEvent
        /// The event's JSON as its row holds it, UTF-8.
        public let body: [UInt8]

        public init(position: Int64, event: CounterEvent, body: [UInt8]) {
            self.position = position
            self.event = event
            self.body = body
        }
    }

    public let entries: [Entry]
    /// Beyond the last row looked at, also when the filter left all of it out.
    public let next: EventCursor
    /// Whether there were more rows after the limit.
    public let more: Bool

    public init(entries: [Entry], next: EventCursor, more: Bool) {
        self.entries = entries
        self.next = next
        self.more = more
    }
}
