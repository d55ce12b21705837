import Domain
import HTTPServer
import SQLite

/// The routes of the core's contract.
struct CoreRoutes: Sendable {
    let books: CoreBooks
    let faults: CoreFaults
    let token: String?

    func answer(_ request: HTTPRequest) -> HTTPResponse {
        if request.target.path == "/openapi.json" {
            return HTTPResponse(
                status: 200,
                headers: ["Content-Type": "application/json"],
                body: PackageResources.openapi_json
            )
        }
        if let nonsense = faults.takeNonsense(path: request.target.path) {
            return HTTPResponse(status: nonsense.status, body: Array(nonsense.body.utf8))
        }
        if let token, request.headers["Authorization"] != "Bearer " + token {
            return problem(401, "not-authorised", "the bearer token is missing or wrong")
        }
        do throws(SQLiteError) {
            return try route(request)
        } catch {
            return problem(500, "internal", error.description)
        }
    }

    private func route(_ request: HTTPRequest) throws(SQLiteError) -> HTTPResponse {
        let path = request.target.segments
        switch (request.method, path.first, path.dropFirst().first) {
        case ("GET", "v1", "streams") where path.count == 2:
            return ok(try books.streams(source: request.query("source") ?? ""))
        case ("POST", "v1", "events") where path.count == 2:
            return try events(request)
        case ("POST", "v1", "members:resolve") where path.count == 2:
            return try resolve(request)
        case ("POST", "v1", "operations") where path.count == 2:
            return try authorise(request)
        case ("GET", "v1", "operations") where path.count == 3:
            guard let found = try books.inquire(path[2]) else {
                return problem(404, "unknown-operation", "never seen")
            }
            return ok(found)
        case ("GET", "v1", "hotlist") where path.count == 2:
            return ok(try books.hotlist(after: Int64(request.query("after") ?? "") ?? 0))
        case ("GET", "v1", "keys") where path.count == 2:
            return ok(try books.keys(after: Int64(request.query("after") ?? "") ?? 0))
        case ("POST", "v1", "cards") where path.count == 3:
            return try cardCare(path[2], request)
        default:
            return problem(404, "unknown-route", "see /openapi.json")
        }
    }

    // MARK: calls

    private func events(_ request: HTTPRequest) throws(SQLiteError) -> HTTPResponse {
        guard request.body.count <= 256 << 10 else {
            return problem(413, "too-large", "a batch has at most 256 KiB")
        }
        guard let batch = try? JSONReader.read(request.body).arrayValue, !batch.isEmpty, batch.count <= 100 else {
            return problem(400, "invalid-batch", "a batch is a list of 1 to 100 events")
        }
        let stream = batch[0]["stream"]?.stringValue ?? ""
        let answer = try books.receive(batch, refusing: faults.refusedSequences)
        guard !faults.takeLoss(path: "/v1/events") else {
            return problem(504, "lost", "the answer was lost on the way")
        }
        switch answer {
        case .acknowledged(let sequence):
            return ok(["acknowledged": .object([stream: .integer(sequence)])])
        case .expected(let sequence): return json(409, ["expected": .integer(sequence)])
        case .conflict(let sequence): return json(409, ["conflict": .integer(sequence)])
        case .rejected(let acknowledged, let sequence, let code):
            return json(
                422,
                [
                    "acknowledged": .object([stream: .integer(acknowledged)]),
                    "rejected": ["sequence": .integer(sequence), "code": .string(code)],
                ]
            )
        case .malformed(let text): return problem(400, "invalid-batch", text)
        }
    }

    private func resolve(_ request: HTTPRequest) throws(SQLiteError) -> HTTPResponse {
        guard let body = try? JSONReader.read(request.body) else {
            return problem(400, "invalid-request", "the body is not JSON")
        }
        let (member, state) = try books.locked { database throws(SQLiteError) in
            try books.holder(of: body["credential"], in: database)
        }
        guard let member else {
            return ok(["result": "unknown"])
        }
        var answer: JSONObject = ["result": state == "issued" ? "member" : state == "lost" ? "lost" : "stopped"]
        answer["member"] = CoreVerdict.json(member)
        return ok(.object(answer))
    }

    private func authorise(_ request: HTTPRequest) throws(SQLiteError) -> HTTPResponse {
        guard let body = try? JSONReader.read(request.body), let id = body["id"]?.stringValue, !id.isEmpty else {
            return problem(400, "invalid-request", "the body is no operation")
        }
        guard request.headers["Idempotency-Key"] == id else {
            return problem(400, "invalid-request", "Idempotency-Key must be the operation's id")
        }
        let answer = try books.authorise(body)
        guard !faults.takeLoss(path: "/v1/operations") else {
            return problem(504, "lost", "the answer was lost on the way")
        }
        switch answer {
        case .answer(let value): return ok(value)
        case .otherBody: return problem(422, "other-body", "this id was used for another operation")
        }
    }

    /// issue, replace, return, ungrey: what happens to a card itself.
    private func cardCare(_ verb: String, _ request: HTTPRequest) throws(SQLiteError) -> HTTPResponse {
        guard let body = try? JSONReader.read(request.body), let value = body["value"]?.stringValue else {
            return problem(400, "invalid-request", "scheme and value name a card")
        }
        let scheme = body["scheme"]?.stringValue ?? "member"
        switch verb {
        case "issue":
            guard let member = body["member"]?.stringValue, try books.member(member) != nil else {
                return problem(404, "unknown-member", "no such member")
            }
            try books.locked { database throws(SQLiteError) in
                try CoreBooks.put(card: (scheme, value), member: member, state: "issued", in: database)
            }
        case "replace":
            guard let fresh = body["replacement"]?.stringValue,
                let member = try books.locked({ database throws(SQLiteError) in
                    try books.holder(of: body, in: database).member
                })
            else {
                return problem(404, "unknown-card", "no such card, or no replacement named")
            }
            try books.setCard(scheme: scheme, value: value, state: "replaced")
            try books.locked { database throws(SQLiteError) in
                try CoreBooks.put(card: (scheme, fresh), member: member.id, state: "issued", in: database)
            }
        case "return", "ungrey":
            guard try books.setCard(scheme: scheme, value: value, state: verb == "return" ? "returned" : "issued")
            else {
                return problem(404, "unknown-card", "no such card")
            }
        default:
            return problem(404, "unknown-route", "issue, replace, return or ungrey")
        }
        return ok(["done": .string(verb)])
    }

    // MARK: answers

    private func ok(_ value: JSONValue) -> HTTPResponse { json(200, value) }

    private func json(_ status: Int, _ value: JSONValue) -> HTTPResponse {
        HTTPResponse(status: status, headers: ["Content-Type": "application/json"], body: JSONWriter.write(value))
    }

    private func problem(_ status: Int, _ code: String, _ detail: String) -> HTTPResponse {
        HTTPResponse(
            status: status,
            headers: ["Content-Type": "application/problem+json"],
            body: JSONWriter.write([
                "code": .string(code), "detail": .string(detail), "status": .integer(Int64(status)),
            ])
        )
    }
}
