import Domain
import Foundation
import HTTPServer
import Synchronization

@testable import countertop

/// A daemon on a Unix socket that says what it was told to, and keeps what it was asked.
final class DaemonDouble: Sendable {
    let socket: String
    private let server: HTTPServer
    private let seen: Asked

    private final class Asked: Sendable {
        let calls = Mutex<[String]>([])
    }

    /// `answers` are bodies by `METHOD path`; what is not among them is 404 `unknown-route`.
    init(_ answers: [String: JSONValue]) throws {
        let socket = FileManager.default.temporaryDirectory.path + "/ct-" + UUID().uuidString.prefix(8)
        let seen = Asked()
        server = try HTTPServer(HTTPServerConfiguration(listeners: [.unix(path: socket, mode: 0o600, group: nil)])) {
            request,
            responder in
            let call = request.method + " " + request.target.path
            seen.calls.withLock { $0.append(call) }
            guard let body = answers[call] else {
                let problem = Problem("unknown-route").json
                responder.respond(HTTPResponse(status: 404, body: JSONWriter.write(problem)))
                return
            }
            let status = request.method == "POST" ? 202 : 200
            responder.respond(HTTPResponse(status: status, body: JSONWriter.write(body)))
        }
        self.socket = socket
        self.seen = seen
    }

    var calls: [String] { seen.calls.withLock { $0 } }

    func stop() {
        server.stop()
    }

    /// Runs one command line against it.
    func run(_ line: String) -> CommandRun {
        let environment = Environment(
            runtimeDirectory: nil,
            home: nil,
            socketOverride: socket,
            pathExists: { _ in true },
            programFolder: nil
        )
        return CommandRun(["--socket", socket] + line.split(separator: " ").map(String.init), in: environment)
    }
}
