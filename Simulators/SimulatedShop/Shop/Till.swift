import Domain
import HTTPClient

/// A till: asks the counter over its Unix socket, as the software of any vendor does. One thread at a time.
public final class Till {
    public let socket: String
    private let client = HTTPClient()

    public init(socket: String) {
        self.socket = socket
    }

    /// Ends its connection.
    public func close() {
        client.close()
    }

    /// One exchange. Without an answer the error says so, and nothing is known of what the counter did.
    ///
    /// `key` is sent as `Idempotency-Key`.
    public func call(
        _ method: String,
        _ path: String,
        _ body: JSONValue? = nil,
        key: String? = nil
    ) throws(ShopError) -> TillAnswer {
        var request = HTTPClientRequest(method: method, url: "http://localhost" + path)
        request.unixSocketPath = socket
        request.maxResponseBytes = 16 << 20
        request.totalTimeout = 70_000
        if let body {
            request.body = JSONWriter.write(body)
            request.headers.append(.init("Content-Type", "application/json"))
        }
        if let key {
            request.headers.append(.init("Idempotency-Key", key))
        }
        let response = try send(request)
        return TillAnswer(
            status: response.status,
            body: (try? JSONReader.read(response.body)) ?? .null,
            isReplayed: response["idempotency-replayed"] == "true"
        )
    }

    /// The bytes that a GET is answered with, which need not be JSON; the answer must be a success.
    public func bytes(_ path: String) throws(ShopError) -> [UInt8] {
        var request = HTTPClientRequest(url: "http://localhost" + path)
        request.unixSocketPath = socket
        request.maxResponseBytes = 16 << 20
        let response = try send(request)
        guard response.status == 200 else {
            throw ShopError("GET \(path) is answered with HTTP \(response.status)")
        }
        return response.body
    }

    private func send(_ request: HTTPClientRequest) throws(ShopError) -> HTTPClientResponse {
        do throws(HTTPClientError) {
            return try client.send(request)
        } catch {
            throw ShopError("countertopd gives no answer on \(socket): \(error)")
        }
    }

    /// A GET whose answer must be a success.
    public func get(_ path: String) throws(ShopError) -> JSONValue {
        let answer = try call("GET", path)
        guard answer.isSuccess else {
            throw ShopError("GET \(path) is answered with \(answer.problem ?? "")")
        }
        return answer.body
    }

    /// A POST that moves money or paper: while there is no answer the same key is sent again, as often as `times`.
    public func post(_ path: String, _ body: JSONValue, times: Int = 5) throws(ShopError) -> TillAnswer {
        let key = Self.freshKey()
        for _ in 1..<times {
            do throws(ShopError) {
                return try call("POST", path, body, key: key)
            } catch {
                continue
            }
        }
        return try call("POST", path, body, key: key)
    }

    /// 128 random bits in hexadecimal.
    public static func freshKey() -> String {
        (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined(separator: "-")
    }
}

extension Till {
    /// Every event of the journal in commit order.
    public func events() throws(ShopError) -> [JSONValue] {
        var events: [JSONValue] = []
        var query = ""
        while true {
            let page = try get("/v1/events?limit=1000" + query)
            events += page["events"]?.arrayValue ?? []
            guard page["more"] == true, let next = page["next"]?.stringValue else {
                return events
            }
            query = "&after=" + next
        }
    }
}
