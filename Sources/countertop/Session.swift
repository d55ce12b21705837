import Domain
import HTTPClient

/// One run of the command: how to reach the daemon and how to show what it says.
final class Session {
    let json: Bool
    let socket: String
    let environment: Environment
    let output: Output
    private let client = HTTPClient()

    init(json: Bool, socket: String, environment: Environment, output: Output) {
        self.json = json
        self.socket = socket
        self.environment = environment
        self.output = output
    }

    deinit {
        client.close()
    }

    private func request(_ method: String, _ path: String, body: JSONValue?, key: String?) -> HTTPClientRequest {
        var request = HTTPClientRequest(method: method, url: "http://localhost" + path)
        request.unixSocketPath = socket
        if let body {
            request.body = JSONWriter.write(body)
            request.headers.append(.init("Content-Type", "application/json"))
        }
        if let key {
            request.headers.append(.init("Idempotency-Key", key))
        }
        request.totalTimeout = 45_000
        request.maxResponseBytes = 16 << 20
        return request
    }

    /// The answer's body; a problem document is thrown.
    func call(
        _ method: String,
        _ path: String,
        body: JSONValue? = nil,
        key: String? = nil
    ) throws(CommandFailure) -> JSONValue {
        let bytes = try bytes(method, path, body: body, key: key)
        if bytes.isEmpty {
            return .null
        }
        guard let value = try? JSONReader.read(bytes) else {
            throw .nonsense("it is not JSON")
        }
        return value
    }

    func bytes(
        _ method: String,
        _ path: String,
        body: JSONValue? = nil,
        key: String? = nil
    ) throws(CommandFailure) -> [UInt8] {
        let response: HTTPClientResponse
        do throws(HTTPClientError) {
            response = try client.send(request(method, path, body: body, key: key))
        } catch {
            if let key, error.requestSent {
                throw .unclear(key: key, detail: error.detail)
            }
            throw .unreachable(socket: socket, detail: error.detail)
        }
        guard (200...299).contains(response.status) else {
            throw .problem(
                (try? JSONReader.read(response.body)) ?? [
                    "code": "internal-error", "title": .string("HTTP \(response.status)"),
                ]
            )
        }
        return response.body
    }

    /// Server-sent events of `path`, line by line, until the daemon ends them or `onLine` returns false.
    func stream(_ path: String, onLine: @escaping (String) -> Bool) throws(CommandFailure) {
        var request = request("GET", path, body: nil, key: nil)
        request.headers.append(.init("Accept", "text/event-stream"))
        request.totalTimeout = 0
        var pending: [UInt8] = []
        let response: HTTPClientResponse
        do throws(HTTPClientError) {
            response = try client.stream(request) { bytes in
                pending.append(contentsOf: bytes)
                while let end = pending.firstIndex(of: 0x0A) {
                    let line = String(decoding: pending[..<end], as: UTF8.self)
                    pending.removeSubrange(...end)
                    guard onLine(line) else {
                        return false
                    }
                }
                return true
            }
        } catch {
            guard error.code != .cancelled else {
                return
            }
            throw .unreachable(socket: socket, detail: error.detail)
        }
        guard (200...299).contains(response.status) else {
            throw .problem((try? JSONReader.read(response.body)) ?? ["code": "internal-error"])
        }
    }

    /// Shows a value: as JSON when asked, else as `text` makes it.
    func show(_ value: JSONValue, _ text: (JSONValue) -> String) {
        output.line(json ? JSONWriter.text(value) : text(value))
    }
}
