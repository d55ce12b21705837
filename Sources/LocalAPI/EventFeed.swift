import Counter
import Domain
import HTTPServer
import Synchronization

/// One live subscriber: a cursor into the journal, never a queue of events.
///
/// Lane messages are not journalled; a subscriber that does not read keeps the newest few and loses the older ones.
final class EventFeed: Sendable {
    static let messageLimit = 64
    private static let pageLimit = 100

    private struct State: Sendable {
        var cursor: EventCursor
        var messages: [JSONValue] = []
        var greeted = false
        /// A sign of life is due, by which a client that is gone is noticed.
        var beats = false
    }

    private let access: any CounterAccess
    private let filter: EventFilter
    private let state: Mutex<State>

    private init(access: any CounterAccess, from cursor: EventCursor, filter: EventFilter) {
        self.access = access
        self.filter = filter
        state = Mutex(State(cursor: cursor))
    }

    static func open(
        access: any CounterAccess,
        from cursor: EventCursor,
        filter: EventFilter,
        reply: Reply,
        pulse: Pulse
    ) {
        let feed = EventFeed(access: access, from: cursor, filter: filter)
        let holder = Holder()
        let head = HTTPResponse(
            status: 200,
            headers: ["Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"]
        )
        let stream = reply.responder.respondStreaming(
            reply.marked(head),
            atHand: { stream in feed.fillFromMemory(stream) },
            needMore: { stream in feed.fill(stream) },
            onClose: {
                pulse.end()
                holder.end(access)
            }
        )
        guard let stream else {
            return
        }
        holder.begin(
            access.subscribe(
                wake: { stream.wake() },
                message: { lane, message in
                    feed.keep(message, of: lane)
                    stream.wake()
                }
            ),
            access
        )
        stream.wake()
        pulse.begin {
            feed.state.withLock { $0.beats = true }
            stream.wake()
        }
    }

    /// Ends the subscription whether the client goes before or after it was made.
    private final class Holder: Sendable {
        private struct State: Sendable {
            var id: SubscriptionID?
            var ended = false
        }

        private let state = Mutex(State())

        func begin(_ id: SubscriptionID, _ access: any CounterAccess) {
            let late = state.withLock { state in
                state.id = id
                return state.ended
            }
            if late {
                access.unsubscribe(id)
            }
        }

        func end(_ access: any CounterAccess) {
            let id = state.withLock { state in
                state.ended = true
                return state.id
            }
            if let id {
                access.unsubscribe(id)
            }
        }
    }

    private func keep(_ message: JSONValue, of lane: LaneName) {
        guard filter.lane == nil || filter.lane == lane, filter.stream == nil, filter.type == nil else {
            return
        }
        state.withLock { state in
            state.messages.append(message)
            if state.messages.count > EventFeed.messageLimit {
                state.messages.removeFirst(state.messages.count - EventFeed.messageLimit)
            }
        }
    }

    /// Writes what is new without blocking; false when the journal must be read for it.
    private func fillFromMemory(_ stream: HTTPStream) -> Bool {
        let cursor = state.withLock { $0.cursor }
        guard let page = access.journal.newestEvents(after: cursor, filter: filter, limit: EventFeed.pageLimit) else {
            return false
        }
        write(page, to: stream)
        return true
    }

    /// Writes what there is now, a bounded amount; called when the client can take more or something happened.
    private func fill(_ stream: HTTPStream) {
        do throws(Problem) {
            let cursor = state.withLock { $0.cursor }
            write(
                try access.journal.events(after: cursor, filter: filter, limit: EventFeed.pageLimit),
                to: stream
            )
        } catch {
            stream.write(Array("event: problem\ndata: \(JSONWriter.text(error.json))\n\n".utf8))
            stream.close()
        }
    }

    private func write(_ page: EventPage, to stream: HTTPStream) {
        let (messages, greeted, beats) = state.withLock { state in
            let taken = (state.messages, state.greeted, state.beats)
            state.cursor = page.next
            state.messages = []
            state.greeted = true
            state.beats = false
            return taken
        }
        var bytes: [UInt8] = []
        if !greeted {
            bytes += "retry: 1000\n\n".utf8
        }
        for entry in page.entries {
            bytes += "id: \(EventCursor(epoch: page.next.epoch, position: entry.position))\ndata: ".utf8
            bytes += entry.body
            bytes += "\n\n".utf8
        }
        for message in messages {
            bytes += "event: lane\ndata: \(JSONWriter.text(message))\n\n".utf8
        }
        if bytes.isEmpty, beats {
            bytes += ":\n\n".utf8
        }
        if !bytes.isEmpty {
            stream.write(bytes)
        }
        if page.more {
            stream.wake()
        }
    }
}
