import CMicroHTTPD
import Synchronization

/// One request and its answer, from the request line to the library's word that it is over.
final class Exchange: Sendable {
    enum Answer: Sendable {
        case whole(HTTPResponse)
        case stream(HTTPResponse, HTTPStream)
    }

    /// What the access handler is to do next.
    enum Next {
        case wait
        case send(Answer)
    }

    private struct State: @unchecked Sendable {
        var connection: OpaquePointer?
        var suspended = false
        var answer: Answer?
        var sent = false
    }

    /// What only the library's thread touches.
    struct Incoming {
        var headersSeen = false
        var body: [UInt8] = []
        var headers = HTTPHeaders()
        var target: HTTPTarget?
        var dispatched = false
    }

    let rawTarget: String
    private let listener: ListenerDaemon
    private let state: Mutex<State>
    nonisolated(unsafe) var incoming = Incoming()

    init(connection: OpaquePointer, rawTarget: String, listener: ListenerDaemon) {
        self.rawTarget = rawTarget
        self.listener = listener
        state = Mutex(State(connection: connection))
    }

    /// Puts the connection aside until there is an answer; false when there is one already.
    func suspend() -> Bool {
        state.withLock { state in
            guard state.answer == nil, let connection = state.connection else { return false }
            state.suspended = true
            MHD_suspend_connection(connection)
            return true
        }
    }

    func next() -> Next {
        state.withLock { state in
            guard let answer = state.answer, !state.sent else { return .wait }
            state.sent = true
            return .send(answer)
        }
    }

    @discardableResult
    func answer(_ answer: Answer) -> Bool {
        state.withLock { state in
            guard state.answer == nil, let connection = state.connection else { return false }
            state.answer = answer
            if case .stream(_, let stream) = answer { stream.attach(connection) }
            if state.suspended {
                state.suspended = false
                MHD_resume_connection(connection)
            }
            return true
        }
    }

    func answerNothing() {
        answer(.whole(listener.refusal(.noAnswer)))
    }

    func makeStream(
        atHand: @escaping @Sendable (HTTPStream) -> Bool,
        needMore: @escaping @Sendable (HTTPStream) -> Void,
        onClose: @escaping @Sendable () -> Void
    ) -> HTTPStream {
        HTTPStream(
            pool: listener.pool,
            limit: listener.streamBacklogLimit,
            atHand: atHand,
            needMore: needMore,
            onClose: onClose
        )
    }

    /// The server stops: what waits is answered, what streams ends.
    func abort() {
        answer(.whole(listener.refusal(.stopping)))
        let stream: HTTPStream? = state.withLock { state in
            guard case .stream(_, let stream) = state.answer else { return nil }
            return stream
        }
        stream?.close()
    }

    /// The library is done with the request: its connection's pointer is not used after this.
    func finish() {
        let stream: HTTPStream? = state.withLock { state in
            state.connection = nil
            state.suspended = false
            guard case .stream(_, let stream) = state.answer else { return nil }
            return stream
        }
        stream?.detach()
    }
}
