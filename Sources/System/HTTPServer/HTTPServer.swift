/// An HTTP/1.1 server for the machine itself, over libmicrohttpd.
///
/// Every listener has one thread of the library that never runs a handler; handlers run on a small pool of
/// threads of their own and may answer later, from any thread. All methods are safe from any thread, except that
/// `stop()` must not be called from a handler.
public final class HTTPServer: Sendable {
    private let listeners: [ListenerDaemon]
    private let pool: WorkerPool
    private let watch: ReceiveWatch

    /// Starts to listen; the handler is called on a worker for every whole request.
    public init(
        _ configuration: HTTPServerConfiguration,
        handler: @escaping @Sendable (HTTPRequest, Responder) -> Void
    ) throws(HTTPServerError) {
        pool = WorkerPool(count: configuration.workers)
        watch = ReceiveWatch()
        var started: [ListenerDaemon] = []
        do {
            for index in configuration.listeners.indices {
                started.append(
                    try ListenerDaemon(
                        index: index,
                        configuration: configuration,
                        pool: pool,
                        watch: watch,
                        handler: handler
                    )
                )
            }
        } catch {
            for listener in started { listener.stop() }
            watch.stop()
            pool.stop()
            throw error
        }
        listeners = started
    }

    /// The port of a listener in host order, as bound; nil for a Unix socket.
    public func port(of listener: Int) -> UInt16? {
        listeners.indices.contains(listener) ? listeners[listener].port : nil
    }

    /// The connections that are open now.
    public var connectionCount: Int {
        listeners.reduce(0) { $0 + $1.connectionCount }
    }

    /// Stops: no new connections, waiting requests are answered 503, streams end, threads are joined.
    ///
    /// Blocks for at most the drain time and what running handlers take. A second call does nothing.
    public func stop() {
        for listener in listeners { listener.stop() }
        watch.stop()
        pool.stop()
    }
}
