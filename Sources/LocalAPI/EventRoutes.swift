import Counter
import Domain
import HTTPServer

/// `GET /v1/events`: a page of the journal, or the journal live.
struct EventRoutes {
    let access: any CounterAccess
    let timekeeper: Timekeeper
    /// Milliseconds between two signs of life.
    let heartbeat: Int

    func answer(_ request: HTTPRequest, _ reply: Reply) throws(Problem) {
        let filter = EventFilter(
            stream: try QueryItems.value(request, "stream", EventStream.init(rawValue:)),
            lane: try QueryItems.lane(request),
            type: request.query("type")
        )
        let live = request.headers["Accept"]?.contains("text/event-stream") == true
        let from = request.headers["Last-Event-ID"] ?? request.query("after")
        let cursor: EventCursor
        if let from {
            guard let known = EventCursor(from) else {
                throw Problem("invalid-request", detail: "is no cursor", subject: "after")
            }
            cursor = known
        } else {
            cursor = live ? try access.journal.newestCursor() : try access.journal.oldestCursor()
        }
        // Asked for now, so that a cursor that is gone is a 410 and not a stream that ends.
        let page = try access.journal.events(after: cursor, filter: filter, limit: try QueryItems.limit(request))
        guard live else {
            reply.send(Answer.json(Self.json(page)))
            return
        }
        EventFeed.open(
            access: access,
            from: cursor,
            filter: filter,
            reply: reply,
            pulse: Pulse(timekeeper: timekeeper, milliseconds: heartbeat)
        )
    }

    private static func json(_ page: EventPage) -> JSONValue {
        [
            "events": .array(
                page.entries.map { entry in
                    var members = entry.event.cloudEvent.objectValue ?? JSONObject()
                    members["cursor"] = .string(
                        EventCursor(epoch: page.next.epoch, position: entry.position).description
                    )
                    return .object(members)
                }
            ),
            "next": .string(page.next.description),
            "more": .bool(page.more),
        ]
    }
}
