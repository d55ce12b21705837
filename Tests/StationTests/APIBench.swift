import Domain
import HTTPClient
import LocalAPI
import Station

/// A station with its local API on a Unix socket and on loopback.
final class APIBench {
    static let token = "0123456789abcdef0123456789abcdef"
    static let origin = "https://till.example"

    let station: StationBench
    let api: LocalAPI
    private let client = HTTPClient()
    var socket: String { station.folder + "/api.sock" }

    init(_ change: (inout LocalAPISettings) -> Void = { _ in }) throws {
        station = try StationBench()
        try station.start()
        var settings = LocalAPISettings(
            socket: station.folder + "/api.sock",
            port: 0,
            token: Self.token,
            origins: [Self.origin],
            ownUser: 0
        )
        settings.refusalDelay = 50
        change(&settings)
        api = try LocalAPI(access: station.access!, settings: settings)
        let isReady = try station.wait { station.access?.status() == .null ? nil : true }
        guard isReady == true else {
            throw Problem("starting")
        }
    }

    func end() {
        client.close()
        api.stop()
        station.end()
    }

    struct Answer {
        let status: Int
        let body: JSONValue
        let headers: [(name: String, value: String)]
    }

    /// A call over the Unix socket.
    func call(
        _ method: String,
        _ path: String,
        _ body: JSONValue? = nil,
        headers: [String: String] = [:],
        raw: [UInt8]? = nil
    ) throws -> Answer {
        try send(method, "http://localhost" + path, body, headers: headers, raw: raw, socket: socket)
    }

    /// A call over loopback.
    func tcp(_ method: String, _ path: String, _ body: JSONValue? = nil, headers: [String: String]) throws -> Answer {
        try send(method, "http://127.0.0.1:\(api.port ?? 0)" + path, body, headers: headers, raw: nil, socket: nil)
    }

    private func send(
        _ method: String,
        _ url: String,
        _ body: JSONValue?,
        headers: [String: String],
        raw: [UInt8]?,
        socket: String?
    ) throws -> Answer {
        var request = HTTPClientRequest(method: method, url: url)
        request.unixSocketPath = socket
        request.body = raw ?? body.map { JSONWriter.write($0) }
        if request.body != nil, headers["Content-Type"] == nil {
            request.headers.append(.init("Content-Type", "application/json"))
        }
        for (name, value) in headers {
            request.headers.append(.init(name, value))
        }
        request.totalTimeout = 40_000
        let response = try client.send(request)
        return Answer(
            status: response.status,
            body: (try? JSONReader.read(response.body)) ?? .null,
            headers: response.headers
        )
    }
}
