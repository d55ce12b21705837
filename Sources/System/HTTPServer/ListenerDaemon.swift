import CMicroHTTPD
import Glibc
import Linux
import Synchronization

/// One listener with the library's daemon and thread behind it.
final class ListenerDaemon: Sendable {
    private struct State: @unchecked Sendable {
        var daemon: OpaquePointer?
        var exchanges: [ObjectIdentifier: Exchange] = [:]
        var untrusted = 0
        var stopping = false
    }

    let pool: WorkerPool
    let port: UInt16?
    private let index: Int
    private let configuration: HTTPServerConfiguration
    private let watch: ReceiveWatch
    private let handler: @Sendable (HTTPRequest, Responder) -> Void
    private let box = ConditionBox(State())

    var streamBacklogLimit: Int { configuration.streamBacklogLimit }

    init(
        index: Int,
        configuration: HTTPServerConfiguration,
        pool: WorkerPool,
        watch: ReceiveWatch,
        handler: @escaping @Sendable (HTTPRequest, Responder) -> Void
    ) throws(HTTPServerError) {
        self.index = index
        self.configuration = configuration
        self.pool = pool
        self.watch = watch
        self.handler = handler
        let listening = try ListeningSocket.open(configuration.listeners[index])
        port = listening.port
        var settings = ct_mhd_settings(
            listen_fd: listening.fd,
            connection_limit: UInt32(clamping: configuration.connectionLimit),
            idle_seconds: UInt32(clamping: configuration.idleSeconds),
            // The library keeps header section, read and write buffer of a connection in one pool.
            memory_limit: configuration.headerLimit * 2 + 8 * 1_024,
            context: Unmanaged.passUnretained(self).toOpaque(),
            accept: acceptCallback,
            access: accessCallback,
            completed: completedCallback,
            connection: connectionCallback,
            uri: uriCallback,
            unescape: unescapeCallback
        )
        guard let daemon = ct_mhd_start(&settings) else {
            Glibc.close(listening.fd)
            throw HTTPServerError(.library, call: "MHD_start_daemon", place: "\(configuration.listeners[index])")
        }
        box.update { $0.daemon = daemon }
    }

    var connectionCount: Int {
        box.update { $0.daemon.map { Int(ct_mhd_connections($0)) } ?? 0 }
    }

    /// Takes no more connections, ends what is under way and waits for the library's thread.
    func stop() {
        let (daemon, open) = box.update { state in
            defer { state.daemon = nil }
            state.stopping = true
            return (state.daemon, Array(state.exchanges.values))
        }
        guard let daemon else { return }
        // Whoever connects meanwhile is turned away by `mayAccept`. MHD_quiesce_daemon would take the listening socket out of
        // the loop's epoll set while the loop may be doing the same, and the library aborts where that fails.
        for exchange in open { exchange.abort() }
        let deadline = Deadline.after(milliseconds: max(0, configuration.drainSeconds) * 1_000)
        _ = box.wait(until: deadline) { $0.exchanges.isEmpty ? true : nil }
        MHD_stop_daemon(daemon)
        if case .unix(let path, _, _) = configuration.listeners[index] { unlink(path) }
    }

    func refusal(_ refusal: HTTPRefusal) -> HTTPResponse {
        var response = configuration.refusal(refusal)
        response.closes = refusal != .noAnswer
        return response
    }

    // MARK: - Called by the library's thread

    func mayAccept() -> Bool {
        box.update { !$0.stopping && (port == nil || $0.untrusted < configuration.untrustedLimit) }
    }

    func opened(_ connection: OpaquePointer) -> HTTPConnection {
        let fd = ct_mhd_connection_fd(connection)
        let peer = port == nil ? Self.peer(of: fd) : nil
        let trusted = peer != nil
        if !trusted { box.update { $0.untrusted += 1 } }
        let made = HTTPConnection(fd: fd, peer: peer, trusted: trusted) { [box] in
            box.update { $0.untrusted -= 1 }
        }
        watch.expect(made, seconds: configuration.receiveSeconds)
        return made
    }

    func closed(_ connection: HTTPConnection) {
        watch.forget(connection)
        connection.trust()
    }

    func began(_ connection: OpaquePointer, rawTarget: String) -> Exchange {
        let exchange = Exchange(connection: connection, rawTarget: rawTarget, listener: self)
        box.update { $0.exchanges[ObjectIdentifier(exchange)] = exchange }
        return exchange
    }

    func ended(_ exchange: Exchange, on connection: OpaquePointer) {
        exchange.finish()
        if let kept = Self.connection(connection) {
            watch.expect(kept, seconds: configuration.idleSeconds + configuration.receiveSeconds)
        }
        _ = box.update { $0.exchanges.removeValue(forKey: ObjectIdentifier(exchange)) }
    }

    func access(
        _ exchange: Exchange,
        _ connection: OpaquePointer,
        method: String,
        version: String,
        upload: UnsafeRawBufferPointer
    ) -> MHD_Result {
        guard exchange.incoming.headersSeen else {
            exchange.incoming.headersSeen = true
            return begin(exchange, connection, version: version)
        }
        if !upload.isEmpty {
            guard exchange.incoming.body.count + upload.count <= configuration.bodyLimit else { return .NO }
            exchange.incoming.body.append(contentsOf: upload)
            return .YES
        }
        if !exchange.incoming.dispatched {
            exchange.incoming.dispatched = true
            return dispatch(exchange, connection, method: method)
        }
        return proceed(exchange, connection)
    }

    private func begin(_ exchange: Exchange, _ connection: OpaquePointer, version: String) -> MHD_Result {
        guard let headers = RequestCheck.headers(of: connection) else {
            return refuse(.malformed, connection)
        }
        let reason = RequestCheck.refusal(
            version: version,
            rawTarget: exchange.rawTarget,
            headers: headers,
            headerBytes: ct_mhd_header_size(connection),
            limits: configuration
        )
        if let reason { return refuse(reason, connection) }
        guard let target = HTTPTarget(exchange.rawTarget) else { return refuse(.malformed, connection) }
        exchange.incoming.headers = headers
        exchange.incoming.target = target
        return .YES
    }

    private func dispatch(_ exchange: Exchange, _ connection: OpaquePointer, method: String) -> MHD_Result {
        guard let target = exchange.incoming.target, let own = Self.connection(connection) else { return .NO }
        watch.forget(own)
        let request = HTTPRequest(
            method: method,
            target: target,
            headers: exchange.incoming.headers,
            body: exchange.incoming.body,
            peer: own.peer,
            listener: index,
            port: port,
            connection: own
        )
        exchange.incoming.body = []
        let stopping = box.update { $0.stopping }
        guard !stopping else { return refuse(.stopping, connection) }
        // After the stopping flag is set every exchange is answered, so a suspended one is always resumed.
        guard exchange.suspend() else { return proceed(exchange, connection) }
        if box.update({ $0.stopping }) { exchange.abort() }
        let responder = Responder(exchange)
        pool.submit { [handler] in handler(request, responder) }
        return .YES
    }

    private func proceed(_ exchange: Exchange, _ connection: OpaquePointer) -> MHD_Result {
        switch exchange.next() {
        case .wait: exchange.suspend() ? .YES : proceed(exchange, connection)
        case .send(.whole(let response)): ResponseQueue.queue(response, on: connection)
        case .send(.stream(let head, let stream)): ResponseQueue.queue(head, stream: stream, on: connection)
        }
    }

    private func refuse(_ reason: HTTPRefusal, _ connection: OpaquePointer) -> MHD_Result {
        if let own = Self.connection(connection) { watch.forget(own) }
        return ResponseQueue.queue(refusal(reason), on: connection)
    }

    private static func connection(_ connection: OpaquePointer) -> HTTPConnection? {
        ct_mhd_socket_context(connection).map { Unmanaged<HTTPConnection>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func peer(of fd: Int32) -> HTTPPeer? {
        var peer = ct_peer()
        guard ct_peer_credentials(fd, &peer) == 0 else { return nil }
        var groups = [UInt32](repeating: 0, count: 256)
        let count = ct_peer_groups(fd, &groups, Int32(groups.count))
        return HTTPPeer(uid: peer.uid, gid: peer.gid, groups: Array(groups.prefix(max(0, Int(count)))), pid: peer.pid)
    }
}
