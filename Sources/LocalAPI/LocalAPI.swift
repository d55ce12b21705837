import Counter
import Domain
import HTTPServer
import Linux
import Runtime

/// The local API: tills, console and command over a Unix socket and loopback.
public final class LocalAPI: Sendable {
    private let server: HTTPServer
    private let polls: LongPolls
    private let timekeeper = Timekeeper()
    private let threads: [DeviceThread]
    private let tcpListener: Int?

    /// Listens at once; requests are answered from the server's own threads.
    public init(access: any CounterAccess, settings: LocalAPISettings) throws(LocalAPIError) {
        var listeners: [HTTPListener] = []
        if let socket = settings.socket {
            let group = settings.socketGroup ?? settings.tillGroup.flatMap { UserGroups.mayGive($0) ? $0 : nil }
            listeners.append(.unix(path: socket, mode: settings.socketMode, group: group))
        }
        tcpListener = settings.port == nil ? nil : listeners.count
        if let port = settings.port {
            listeners.append(.loopback(port: port))
        }
        let polls = LongPolls(access: access)
        let handler = APIHandler(access: access, settings: settings, polls: polls, timekeeper: timekeeper)
        var configuration = HTTPServerConfiguration(listeners: listeners)
        configuration.refusal = { refusal in
            let code =
                switch refusal.status {
                case 413: "body-too-large"
                case 503: "shutting-down"
                default: "invalid-request"
                }
            var response = Answer.problem(Problem(code, detail: refusal.explanation))
            response.status = refusal.status
            return response
        }
        do throws(HTTPServerError) {
            server = try HTTPServer(configuration) { request, responder in handler.handle(request, responder) }
        } catch {
            throw .server(error)
        }
        self.polls = polls
        do throws(LinuxError) {
            threads = [try DeviceThread.start(polls), try DeviceThread.start(timekeeper)]
        } catch {
            polls.stop()
            server.stop()
            throw .thread(error)
        }
    }

    /// The TCP port, as bound; nil without TCP.
    public var port: UInt16? { tcpListener.flatMap { server.port(of: $0) } }

    /// Answers what waits, ends the streams and stops listening; blocks for at most a few seconds.
    public func stop() {
        polls.stop()
        timekeeper.stop()
        for thread in threads {
            thread.join(until: .after(milliseconds: 2_000))
        }
        server.stop()
    }
}
