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

    /// Percent-encoded for a query (RFC 3986 §2.3).
    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { out, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                out.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                out += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
            }
        }
    }

    /// Blocks for at most the settings' total time. No connection is used twice for an operation: libcurl would send again by itself.
    func call(
        _ method: String,
        _ path: String,
        body: JSONValue? = nil,
        contentType: String = "application/json",
        key: String? = nil,
        limit: Int = 1 << 20
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
        request.maxResponseBytes = limit
        let response = try client.send(request)
        return Answer(
            status: response.status,
            body: try? JSONReader.read(response.body, limits: JSONReader.Limits(bytes: limit)),
            retryAfter: response["retry-after"].flatMap { Int($0) }.map { min(max($0, 0), 3_600) }
        )
    }
}
