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
        guard answer.status == 200, let body = answer.body, let streams = Self.streams(in: body) else {
            throw fault(answer)
        }
        return streams
    }

    /// What the core knows of the streams; nil for anything else.
    package static func streams(in body: JSONValue) -> CoreStreams? {
        var positions: [CoreStreams.Position] = []
        for stream in EventStream.allCases {
            let place = body["streams"]?[stream.rawValue]
            let id = place?["id"]?.stringValue.flatMap(EntityID.init)
            guard let acknowledged = place?["acknowledged"]?.intValue, acknowledged >= 0, acknowledged == 0 || id != nil
            else {
                return nil
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
        guard let meaning = Self.meaning(status: answer.status, body: answer.body, of: batch.stream) else {
            throw fault(answer)
        }
        return meaning
    }

    /// What an answer to a batch of `stream` says; nil when it is none of the contract's.
    package static func meaning(status: Int, body: JSONValue?, of stream: EventStream) -> DeliveryAnswer? {
        let acknowledged = body?["acknowledged"]?[stream.rawValue]?.intValue
        switch status {
        case 200:
            return acknowledged.map { .acknowledged($0) }
        case 409:
            return body?["expected"]?.intValue.map { .expected($0) }
                ?? body?["conflict"]?.intValue.map { .conflict($0) }
        case 422:
            guard let acknowledged, let sequence = body?["rejected"]?["sequence"]?.intValue else {
                return nil
            }
            let code = body?["rejected"]?["code"]?.stringValue ?? "refused"
            return .rejected(acknowledged: acknowledged, sequence: sequence, code: code)
        default:
            return nil
        }
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
