import Crypto
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

    /// Blocks for at most the settings' total time.
    func call(
        _ method: String,
        _ path: String,
        body: JSONValue? = nil,
        contentType: String = "application/json",
        limit: Int = 1 << 20
    ) throws(HTTPClientError) -> Answer {
        var request = request(method, path, limit: limit)
        if let body {
            request.body = JSONWriter.write(body)
            request.headers.append(.init("Content-Type", contentType))
        }
        return answer(try client.send(request), limit: limit)
    }

    /// Posts JSON that may hold what pays, and overwrites it; libcurl's and TLS's own copies are out of reach.
    ///
    /// No connection is used twice: libcurl would send again by itself.
    func send(secret bytes: consuming [UInt8], to path: String, key: String) throws(HTTPClientError) -> Answer {
        let limit = 1 << 20
        var request = request("POST", path, limit: limit)
        request.body = consume bytes
        defer {
            if var body = request.body.take() {
                zeroise(&body)
            }
        }
        request.headers += [.init("Content-Type", "application/json"), .init("Idempotency-Key", key)]
        request.reusesConnection = false
        return answer(try client.send(request), limit: limit)
    }

    private func request(_ method: String, _ path: String, limit: Int) -> HTTPClientRequest {
        var request = HTTPClientRequest(method: method, url: settings.url + path)
        if let token = settings.token {
            request.headers.append(.init("Authorization", "Bearer " + token))
        }
        request.connectTimeout = settings.connectTimeout
        request.totalTimeout = settings.totalTimeout
        request.maxResponseBytes = limit
        return request
    }

    private func answer(_ response: HTTPClientResponse, limit: Int) -> Answer {
        Answer(
            status: response.status,
            body: try? JSONReader.read(response.body, limits: JSONReader.Limits(bytes: limit)),
            retryAfter: response["retry-after"].flatMap { Int($0) }.map { min(max($0, 0), 3_600) }
        )
    }
}
