import Counter
import Crypto
import Domain
import HTTPServer

/// Answers one request: who calls, which route, what the counter says.
final class APIHandler: Sendable {
    private let access: any CounterAccess
    private let operations: OperationRoutes
    private let receipts: ReceiptRoutes
    private let pairings: PairingRoutes
    private let doorman: Doorman
    private let polls: LongPolls
    private let timekeeper: Timekeeper
    private let settings: LocalAPISettings

    init(access: any CounterAccess, settings: LocalAPISettings, polls: LongPolls, timekeeper: Timekeeper) {
        self.access = access
        operations = OperationRoutes(journal: access.journal)
        receipts = ReceiptRoutes(access: access)
        let pairings = PairingRoutes(access: access)
        self.pairings = pairings
        doorman = Doorman(settings: settings, tills: pairings.tills)
        self.polls = polls
        self.timekeeper = timekeeper
        self.settings = settings
    }

    func handle(_ request: HTTPRequest, _ responder: Responder) {
        if let origin = doorman.isPreflight(request) {
            responder.respond(preflight(origin))
            return
        }
        do throws(Problem) {
            let isStranger = request.method == "POST" && request.target.segments == ["v1", "pairings", "token"]
            if isStranger {
                let origin = try doorman.admitStranger(request)
                try pairings.redeem(request, Reply(responder: responder, origin: origin))
                return
            }
            let caller = try doorman.admit(request)
            let reply = Reply(responder: responder, origin: caller.origin)
            do throws(Problem) {
                try serve(try Route(method: request.method, segments: request.target.segments), request, caller, reply)
            } catch {
                reply.send(Answer.problem(error))
            }
        } catch {
            // A wrong token or code is answered late, so that nobody tries many.
            guard ["not-authorised", "pairing-code-wrong"].contains(error.code), request.port != nil else {
                responder.respond(Answer.problem(error))
                return
            }
            var answer = Answer.problem(error)
            answer.closes = true
            timekeeper.after(milliseconds: settings.refusalDelay) { [answer] in responder.respond(answer) }
        }
    }

    private func preflight(_ origin: String) -> HTTPResponse {
        HTTPResponse(
            status: 204,
            headers: [
                "Access-Control-Allow-Origin": origin, "Vary": "Origin",
                "Access-Control-Allow-Methods": "GET, POST, DELETE",
                "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, Last-Event-ID",
                "Access-Control-Allow-Private-Network": "true", "Access-Control-Max-Age": "600",
            ]
        )
    }

    private func serve(
        _ route: Route,
        _ request: HTTPRequest,
        _ caller: Caller,
        _ reply: Reply
    ) throws(Problem) {
        switch route {
        case .status:
            let status = access.status()
            guard status != .null else {
                throw Problem("starting", retryAfter: 1)
            }
            reply.send(Answer.json(status))
        case .lanes: reply.send(Answer.json(["lanes": .array(access.lanes())]))
        case .devices: reply.send(Answer.json(["devices": .array(access.devices())]))
        case .lane(let text):
            guard let name = LaneName(text), let lane = access.lane(name) else {
                throw missing("unknown-lane", text)
            }
            reply.send(Answer.json(lane))
        case .device(let text):
            guard let id = DeviceID(text), let device = access.device(id) else {
                throw missing("unknown-device", text)
            }
            reply.send(Answer.json(device))
        case .events:
            try EventRoutes(access: access, timekeeper: timekeeper, heartbeat: settings.heartbeat).answer(
                request,
                reply
            )
        case .operations: reply.send(try operations.list(request))
        case .operation(let id): try poll(try entity(id, "unknown-operation"), request, reply)
        case .receipts: reply.send(try receipts.list(request))
        case .receipt(let id): reply.send(try receipts.one(id))
        case .preview(let id, let format): reply.send(try receipts.preview(id, format: format))
        case .draft(let lane, let format):
            reply.send(try receipts.preview(request, lane: try self.lane(lane), format: format))
        case .receiptSchema: reply.send(Answer.bytes(ReceiptSchema.json, type: "application/schema+json"))
        case .openAPI: reply.send(Answer.bytes(PackageResources.openapi_json, type: "application/json"))
        case .asyncAPI: reply.send(Answer.bytes(EventType.asyncAPI, type: "application/json"))
        case .metrics: reply.send(Answer.bytes(Array(access.metrics().utf8), type: "text/plain; version=0.0.4"))
        case .pairings, .offerPairing, .redeemPairing, .removePairing:
            guard caller.role == .admin else {
                throw Problem("forbidden", detail: "only admins pair tills")
            }
            switch route {
            case .offerPairing: try pairings.offer(request, caller, reply)
            case .removePairing(let till): try pairings.remove(till, reply)
            default: reply.send(try pairings.list())
            }
        case .shift(let lane): reply.send(Answer.json(try access.shift(of: try self.lane(lane))))
        case .settle:
            guard caller.role == .admin else {
                throw Problem("forbidden", detail: "only admins settle what the core refused")
            }
            try command(route, request, caller, reply)
        case .begin, .endVisit, .void, .cancel, .print, .reprint, .cancelReceipt, .selfTest, .diagnosis, .endShift:
            try command(route, request, caller, reply)
        }
    }

    // MARK: looking

    private func entity(_ text: String, _ code: String) throws(Problem) -> EntityID {
        guard let id = EntityID(text) else {
            throw Problem(code, subject: text)
        }
        return id
    }

    private func poll(_ id: EntityID, _ request: HTTPRequest, _ reply: Reply) throws(Problem) {
        guard let operation = try access.journal.operation(id) else {
            throw Problem("unknown-operation", subject: id.text)
        }
        let seconds = try QueryItems.value(request, "wait") { Int($0).flatMap { $0 >= 0 ? $0 : nil } } ?? 0
        guard seconds > 0, !operation.state.isFinal else {
            reply.send(Answer.json(operation.view))
            return
        }
        polls.add(id, since: operation.state, seconds: min(seconds, 60), reply: reply)
    }

    // MARK: doing

    private func command(
        _ route: Route,
        _ request: HTTPRequest,
        _ caller: Caller,
        _ reply: Reply
    ) throws(Problem) {
        // What a till sends may be a card number that somebody typed where a member's belongs.
        defer { request.wipe() }
        let command = try till(route, request)
        let key = request.headers["Idempotency-Key"]
        if command?.movesMoneyOrPaper ?? true {
            guard let key, (1...128).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
            else {
                throw Problem("missing-idempotency-key")
            }
        }
        var hashed = Array((request.method + " " + request.target.path + "\n").utf8) + request.body
        defer { zeroise(&hashed) }
        let hash = SHA256.hash(hashed)
        let from = TillCaller(till: caller.till, key: key, requestHash: hash)
        let findings = command.map { receipts.findings(of: $0) } ?? []
        let ticket = timekeeper.after(milliseconds: settings.commitLimit) {
            reply.send(Answer.problem(Problem("commit-timeout", retryAfter: 1)))
        }
        let answer: @Sendable (Result<TillReply, Problem>) -> Void = { [timekeeper] result in
            timekeeper.cancel(ticket)
            switch result {
            case .failure(let problem):
                if ["bank-card-typed", "payment-code-typed"].contains(problem.code) {
                    command?.wipeEntered()
                }
                reply.send(Answer.problem(problem))
            case .success(.done): reply.send(HTTPResponse(status: 204))
            case .success(.operation(let operation, let replayed)):
                reply.send(
                    Answer.json(
                        operation.view,
                        status: 202,
                        more: APIHandler.marks(replayed, "operations", operation.id)
                    )
                )
            case .success(.receipt(let job, let replayed)):
                var view = job.view.objectValue ?? JSONObject()
                view["findings"] = .array(findings)
                reply.send(
                    Answer.json(.object(view), status: 202, more: APIHandler.marks(replayed, "receipts", job.id))
                )
            }
        }
        if let command {
            access.submit(command, from: from, reply: answer)
        } else if case .endShift(let lane) = route {
            access.endShift(of: try self.lane(lane), from: from, reply: answer)
        }
    }

    private static func marks(_ replayed: Bool, _ collection: String, _ id: EntityID) -> [(String, String)] {
        [("Location", "/v1/\(collection)/\(id)")] + (replayed ? [("Idempotency-Replayed", "true")] : [])
    }

    /// Nil for the end of a shift, whose command is made when its report is.
    private func till(_ route: Route, _ request: HTTPRequest) throws(Problem) -> TillCommand? {
        switch route {
        case .begin(let lane, let kind):
            let body = try RequestBody.json(request)
            return .begin(
                lane: try self.lane(lane),
                request: try OperationRequest(kind: kind, json: body, currency: access.currency)
            )
        case .endVisit(let lane): return .endVisit(lane: try self.lane(lane))
        case .void(let id):
            try RequestBody.empty(request)
            return .void(operation: try entity(id, "unknown-operation"))
        case .cancel(let id):
            try RequestBody.empty(request)
            return .cancel(operation: try entity(id, "unknown-operation"))
        case .settle(let id):
            return try operations.settlement(of: try entity(id, "unknown-operation"), request)
        case .print(let lane):
            return .print(lane: try self.lane(lane), document: try RequestBody.receipt(request))
        case .reprint(let id):
            try RequestBody.empty(request)
            return .reprint(job: try entity(id, "unknown-receipt"))
        case .cancelReceipt(let id):
            try RequestBody.empty(request)
            return .cancelReceipt(job: try entity(id, "unknown-receipt"))
        case .selfTest(let text):
            try RequestBody.empty(request)
            guard let id = DeviceID(text) else {
                throw Problem("unknown-device", subject: text)
            }
            let page = try access.testPage(of: id)
            return .print(lane: page.lane, document: page.document)
        case .diagnosis(let lane):
            try RequestBody.empty(request)
            let lane = try self.lane(lane)
            return .print(lane: lane, document: try access.diagnosis(of: lane))
        case .endShift(let lane):
            try RequestBody.empty(request)
            _ = try self.lane(lane)
            return nil
        case .status, .lanes, .devices, .events, .operations, .receipts, .shift, .pairings, .offerPairing,
            .redeemPairing, .removePairing, .openAPI, .asyncAPI, .receiptSchema,
            .metrics, .lane,
            .device, .operation, .receipt, .preview, .draft:
            throw Problem("method-not-allowed")
        }
    }

    private func lane(_ text: String) throws(Problem) -> LaneName {
        guard let name = LaneName(text), access.lane(name) != nil else {
            throw missing("unknown-lane", text)
        }
        return name
    }

    /// Before the first look at the journal is done nothing is known, which does not mean that there is nothing.
    private func missing(_ code: String, _ text: String) -> Problem {
        access.status() == .null ? Problem("starting", retryAfter: 1) : Problem(code, subject: text)
    }
}
