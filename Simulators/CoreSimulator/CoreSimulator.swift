import Domain
import HTTPServer
import SQLite
import Synchronization

/// A small but real loyalty core: books on SQLite behind the HTTP contract that Countertop speaks.
///
/// Till vendors test against it; it can be stopped and started again on its port, and made to misbehave.
public final class CoreSimulator: Sendable {
    public let books: CoreBooks
    public let faults = CoreFaults()
    /// Asked for as bearer token when set.
    public let token: String?
    private let server = Mutex<HTTPServer?>(nil)
    private let bound = Mutex<UInt16>(0)

    /// `databasePath` is made when it is not there.
    public init(databasePath: String, token: String? = nil, rules: PointRules = PointRules()) throws(SQLiteError) {
        books = try CoreBooks(path: databasePath, rules: rules)
        self.token = token
    }

    /// Begins to answer on loopback, on the port it had before, or on `port`; 0 lets the kernel choose. Returns the URL.
    @discardableResult
    public func start(port: UInt16 = 0) throws(HTTPServerError) -> String {
        let known = bound.withLock { $0 }
        var configuration = HTTPServerConfiguration(listeners: [.loopback(port: known == 0 ? port : known)])
        configuration.bodyLimit = 512 << 10
        let routes = CoreRoutes(books: books, faults: faults, token: token)
        let running = try HTTPServer(configuration) { request, responder in
            request.connection.trust()
            responder.respond(routes.answer(request))
        }
        let port = running.port(of: 0) ?? 0
        bound.withLock { $0 = port }
        server.withLock { $0 = running }
        return url
    }

    public var url: String { "http://127.0.0.1:\(bound.withLock { $0 })" }

    /// Stops answering; the books stay open.
    public func pause() {
        server.withLock { server in
            let running = server
            server = nil
            return running
        }?.stop()
    }

    public func stop() {
        pause()
        books.close()
    }
}
