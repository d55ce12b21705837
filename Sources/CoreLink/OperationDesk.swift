import Counter
import Domain
import HID
import HTTPClient

/// Asks the core about operations and members and says exactly what is known of the outcome; one per worker thread.
final class OperationDesk {
    private let client: CoreClient
    private let settings: CoreLinkSettings
    private let wall: @Sendable () -> Instant

    init(settings: CoreLinkSettings, wall: @escaping @Sendable () -> Instant) {
        client = CoreClient(settings: settings)
        self.settings = settings
        self.wall = wall
    }

    func close() {
        client.close()
    }

    /// Blocks for at most the settings' total time; nil for a request that is not about one operation or member.
    func answer(_ request: CoreRequest) -> CoreAnswer? {
        switch request {
        case .authorise(let operation, let attempt, let payment):
            authorise(operation, attempt: attempt, payment: payment)
        case .inquire(let id, let attempt): inquire(id, attempt: attempt)
        case .resolve(let lane, let event, let credential): resolve(lane: lane, event: event, credential)
        case .deliver: nil
        }
    }

    private func authorise(_ operation: Operation, attempt: Int, payment: PaymentCredential?) -> CoreAnswer {
        // Overwritten meanwhile: the operation came to its end without this attempt.
        guard let bytes = PaymentBody.bytes(body(operation), payment) else {
            return .notSent(operation.id, attempt: attempt, reason: "what it is charged to is gone")
        }
        do throws(HTTPClientError) {
            let answer = try client.send(secret: bytes, to: "/v1/operations", key: operation.id.text)
            guard answer.status == 200, let outcome = outcome(answer, of: operation.id) else {
                // Not even a refusal of the request proves that nothing was done: a proxy may have answered for the core.
                return .lost(operation.id, attempt: attempt, reason: reason(answer))
            }
            return .outcome(operation.id, attempt: attempt, outcome)
        } catch {
            return failure(error, operation.id, attempt: attempt)
        }
    }

    private func inquire(_ id: EntityID, attempt: Int) -> CoreAnswer {
        do throws(HTTPClientError) {
            let answer = try client.call("GET", "/v1/operations/" + id.text)
            if answer.status == 404, answer.body?["code"] == "unknown-operation" {
                return .neverSeen(id, attempt: attempt)
            }
            guard answer.status == 200, let outcome = outcome(answer, of: id) else {
                return .lost(id, attempt: attempt, reason: reason(answer))
            }
            return .outcome(id, attempt: attempt, outcome)
        } catch {
            return failure(error, id, attempt: attempt)
        }
    }

    private func resolve(lane: LaneName, event: EntityID, _ credential: Credential) -> CoreAnswer {
        let answer = try? client.call(
            "POST",
            "/v1/members:resolve",
            body: ["source": .string(CounterEvent.source(station: settings.station)), "credential": credential.json]
        )
        let known = ["member", "unknown", "lost", "stopped"]
        guard let answer, answer.status == 200, let result = answer.body?["result"]?.stringValue, known.contains(result)
        else {
            return .resolved(lane: lane, event: event, result: nil, member: nil)
        }
        let member = answer.body?["member"].flatMap(MemberSnapshot.init(json:))
        return .resolved(lane: lane, event: event, result: result, member: member)
    }

    /// Nil for anything that is no answer about this very operation.
    private func outcome(_ answer: CoreClient.Answer, of id: EntityID) -> OperationOutcome? {
        guard let body = answer.body, body["id"] == nil || body["id"] == .string(id.text) else {
            return nil
        }
        return OperationOutcome(json: body)
    }

    private func failure(_ error: HTTPClientError, _ id: EntityID, attempt: Int) -> CoreAnswer {
        error.requestSent
            ? .lost(id, attempt: attempt, reason: error.description)
            : .notSent(id, attempt: attempt, reason: error.description)
    }

    private func reason(_ answer: CoreClient.Answer) -> String {
        answer.status == 200 ? "core-nonsense" : "the core answers \(answer.status)"
    }

    private func body(_ operation: Operation) -> JSONValue {
        var members = operation.request.json.objectValue ?? JSONObject()
        members["presented"] = nil
        members["id"] = .string(operation.id.text)
        members["source"] = .string(CounterEvent.source(station: settings.station))
        members["lane"] = .string(operation.lane.text)
        members["kind"] = .string(operation.kind.rawValue)
        members["credential"] = operation.credential?.json
        members["time"] = .string(wall().rfc3339)
        return .object(members)
    }
}
