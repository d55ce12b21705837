import Counter
import Domain
import HTTPClient

/// Delivers events over HTTP: `GET /v1/streams`, `POST /v1/events`.
public final class HTTPEventTransport: EventTransport {
    private let client: CoreClient

    public init(settings: CoreLinkSettings) {
        client = CoreClient(settings: settings)
    }

    public func close() {
        client.close()
    }

    public func streams(source: String) throws(DeliveryFault) -> CoreStreams {
        let answer = try call("GET", "/v1/streams?source=" + CoreClient.escaped(source))
        guard answer.status == 200, let body = answer.body, let streams = body["streams"] else {
            throw fault(answer)
        }
        var positions: [CoreStreams.Position] = []
        for stream in EventStream.allCases {
            guard let acknowledged = streams[stream.rawValue]?["acknowledged"]?.intValue, acknowledged >= 0 else {
                throw fault(answer)
            }
            let id = streams[stream.rawValue]?["id"]?.stringValue.flatMap(EntityID.init)
            guard acknowledged == 0 || id != nil else {
                throw fault(answer)
            }
            positions.append(CoreStreams.Position(stream: stream, acknowledged: acknowledged, id: id))
        }
        return CoreStreams(epoch: body["epoch"]?.stringValue, positions: positions)
    }

    public func send(_ batch: DeliveryBatch) throws(DeliveryFault) -> DeliveryAnswer {
        let answer = try call(
            "POST",
            "/v1/events",
            body: .array(batch.events.map(\.cloudEvent)),
            contentType: "application/cloudevents-batch+json"
        )
        let acknowledged = answer.body?["acknowledged"]?[batch.stream.rawValue]?.intValue
        switch answer.status {
        case 200:
            if let acknowledged {
                return .acknowledged(acknowledged)
            }
        case 409:
            if let expected = answer.body?["expected"]?.intValue {
                return .expected(expected)
            }
            if let conflict = answer.body?["conflict"]?.intValue {
                return .conflict(conflict)
            }
        case 422:
            if let acknowledged, let sequence = answer.body?["rejected"]?["sequence"]?.intValue {
                let code = answer.body?["rejected"]?["code"]?.stringValue ?? "refused"
                return .rejected(acknowledged: acknowledged, sequence: sequence, code: code)
            }
        default:
            break
        }
        throw fault(answer)
    }

    private func call(
        _ method: String,
        _ path: String,
        body: JSONValue? = nil,
        contentType: String = "application/json"
    ) throws(DeliveryFault) -> CoreClient.Answer {
        do throws(HTTPClientError) {
            return try client.call(method, path, body: body, contentType: contentType)
        } catch {
            throw DeliveryFault(reason: error.description)
        }
    }

    private func fault(_ answer: CoreClient.Answer) -> DeliveryFault {
        let reason =
            switch answer.status {
            case 200, 409, 422: "the core's answer (\(answer.status)) breaks the contract"
            case 401, 403: "the core refuses this station's token (\(answer.status))"
            case 404: "the core does not know this address (404): check core.url"
            case 300...399: "the core redirects (\(answer.status)): put the final address into core.url"
            case 413: "the core finds the batch too large (413)"
            default: "the core answers \(answer.status)"
            }
        return DeliveryFault(reason: reason, retryAfter: answer.retryAfter)
    }
}
