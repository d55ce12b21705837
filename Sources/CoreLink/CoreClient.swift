import Domain
import HTTPClient

/// One HTTP client of the core, confined to one thread.
final class CoreClient {
    struct Answer {
        let status: Int
        /// Nil when the body is not JSON.
        let body: JSONValue?
        /// Seconds of a `Retry-After`.
        let retryAfter: Int?
    }

    private let settings: CoreLinkSettings
    private let client = HTTPClient()

    init(settings: CoreLinkSettings) {
        self.settings = settings
    }

    var cancellation: HTTPCancellation { client.cancellation }

    func close() {
        client.close()
    }

    /// Blocks for at most the settings' total time. No connection is used twice for an operation: libcurl would send again by itself.
    func call(
        _ method: String,
        _ path: String,
        body: JSONValue? = nil,
        contentType: String = "application/json",
        key: String? = nil
    ) throws(HTTPClientError) -> Answer {
        var request = HTTPClientRequest(method: method, url: settings.url + path)
        if let body {
            request.body = JSONWriter.write(body)
            request.headers.append(.init("Content-Type", contentType))
        }
        if let key {
            request.headers.append(.init("Idempotency-Key", key))
            request.reusesConnection = false
        }
        if let token = settings.token {
            request.headers.append(.init("Authorization", "Bearer " + token))
        }
        request.connectTimeout = settings.connectTimeout
        request.totalTimeout = settings.totalTimeout
        request.maxResponseBytes = 1 << 20
        let response = try client.send(request)
        return Answer(
            status: response.status,
            body: try? JSONReader.read(response.body),
            retryAfter: response["retry-after"].flatMap { Int($0) }.map { min(max($0, 0), 3_600) }
        )
    }
}
