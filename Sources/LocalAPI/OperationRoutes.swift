import Counter
import Domain
import HTTPServer

/// What tills see of operations, and how a person settles one that the core refused to end.
struct OperationRoutes {
    let journal: any JournalReading

    /// Newest first.
    func list(_ request: HTTPRequest) throws(Problem) -> HTTPResponse {
        let lane = try QueryItems.lane(request)
        let state = try QueryItems.value(request, "state", Operation.State.init(rawValue:))
        let limit = try QueryItems.limit(request)
        let isUnsettled = try QueryItems.flag(request, "unsettled")
        let rows: [Operation]
        if try QueryItems.flag(request, "open") || isUnsettled {
            let open = try journal.openOperations().reversed().filter { operation in
                (lane == nil || operation.lane == lane) && (state == nil || operation.state == state)
                    && (operation.isSettlingRefused || !isUnsettled)
            }
            rows = Array(open.prefix(limit))
        } else {
            rows = try journal.operations(lane: lane, state: state, limit: limit)
        }
        return Answer.json(["operations": .array(rows.map(\.view))])
    }

    /// `{resolution, by, reason}`
    func settlement(of id: EntityID, _ request: HTTPRequest) throws(Problem) -> TillCommand {
        var fields = try JSONFields(try RequestBody.json(request))
        let text = try fields.requiredText("resolution")
        guard let resolution = Settlement.Resolution(rawValue: text) else {
            let known = Settlement.Resolution.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem("invalid-request", detail: "must be one of \(known)", subject: "resolution")
        }
        let person = try fields.requiredText("by", limit: 100)
        let reason = try fields.requiredText("reason", limit: 500)
        try fields.finish()
        return .settle(operation: id, as: resolution, by: person, reason: reason)
    }
}
