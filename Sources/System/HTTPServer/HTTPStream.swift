import CMicroHTTPD
import Synchronization

/// A streamed answer whose producer is asked for more only when the client has taken what there was.
///
/// So a client that reads slowly holds at most one portion in memory, however much there is to tell. A client
/// that is gone is noticed when something is written to it: write something now and then.
public final class HTTPStream: Sendable {
    private struct State: @unchecked Sendable {
        var connection: OpaquePointer?
        var buffer: [UInt8] = []
        var taken = 0
        /// The library has put the connection aside until we resume it.
        var suspended = false
        /// `atHand` is running, or `needMore` is queued or running.
        var producing = false
        /// More may have come since they were last asked.
        var again = true
        var closed = false
        var gone = false

        var backlog: Int { buffer.count - taken }
    }

    private let state = Mutex(State())
    private let pool: WorkerPool
    private let limit: Int
    private let atHand: @Sendable (HTTPStream) -> Bool
    private let needMore: @Sendable (HTTPStream) -> Void
    private let onClose: @Sendable () -> Void

    init(
        pool: WorkerPool,
        limit: Int,
        atHand: @escaping @Sendable (HTTPStream) -> Bool,
        needMore: @escaping @Sendable (HTTPStream) -> Void,
        onClose: @escaping @Sendable () -> Void
    ) {
        self.pool = pool
        self.limit = limit
        self.atHand = atHand
        self.needMore = needMore
        self.onClose = onClose
    }

    /// What became of a write.
    public enum Written: Sendable, Equatable {
        /// Taken; this many bytes wait for the client.
        case backlog(Int)
        /// Not taken: the backlog would exceed its limit. Nothing of it was written.
        case full
        /// Not taken: the stream is closed or the client is gone.
        case gone
    }

    /// Adds bytes for the client; all or nothing. Never blocks.
    @discardableResult
    public func write(_ bytes: [UInt8]) -> Written {
        state.withLock { state in
            guard !state.closed, !state.gone else { return .gone }
            guard state.backlog + bytes.count <= limit || state.backlog == 0 else { return .full }
            if state.taken > 0 {
                state.buffer.removeFirst(state.taken)
                state.taken = 0
            }
            state.buffer.append(contentsOf: bytes)
            // A running producer is resumed once it returns, so that what it writes leaves in one go.
            if !state.producing { resume(&state) }
            return .backlog(state.backlog)
        }
    }

    /// Says that there may be more to tell: the library's thread is woken and asks for it. Never blocks.
    public func wake() {
        state.withLock { state in
            guard !state.closed, !state.gone else { return }
            state.again = true
            if !state.producing { resume(&state) }
        }
    }

    /// Ends the stream after what was written. Never blocks.
    public func close() {
        state.withLock { state in
            state.closed = true
            resume(&state)
        }
    }

    // MARK: - The library's side

    func attach(_ connection: OpaquePointer) {
        state.withLock { $0.connection = connection }
    }

    /// The request is over: the connection's pointer is not used after this.
    func detach() {
        let first = state.withLock { state in
            defer { state.gone = true }
            state.connection = nil
            state.suspended = false
            state.buffer = []
            state.taken = 0
            return !state.gone
        }
        if first { pool.submit(onClose) }
    }

    /// Called by the library when the client can take `capacity` bytes.
    func read(into target: UnsafeMutablePointer<CChar>, capacity: Int) -> Int {
        while true {
            if let count = state.withLock({ take(from: &$0, into: target, capacity) }) { return count }
            let done = atHand(self)
            let isQueued = state.withLock { state in
                state.producing = !done
                // More may follow what was written: asked again when the client has taken it.
                state.again = state.again || state.backlog > 0
                if !done { suspend(&state) }
                return !done
            }
            if isQueued {
                pool.submit { [self] in produce() }
                return 0
            }
        }
    }

    /// What goes to the client now: bytes, the end, or nothing until it is resumed; nil when `atHand` is to be asked.
    private func take(from state: inout State, into target: UnsafeMutablePointer<CChar>, _ capacity: Int) -> Int? {
        let count = min(state.backlog, capacity)
        if count > 0 {
            state.buffer.withUnsafeBytes { bytes in
                UnsafeMutableRawPointer(target).copyMemory(
                    from: bytes.baseAddress.unsafelyUnwrapped + state.taken,
                    byteCount: count
                )
            }
            state.taken += count
            if state.backlog == 0 {
                state.buffer = []
                state.taken = 0
            }
            return count
        }
        guard !state.closed, !state.gone, state.connection != nil else { return ct_mhd_end_of_stream() }
        guard state.again, !state.producing else {
            suspend(&state)
            return 0
        }
        state.again = false
        state.producing = true
        return nil
    }

    private func suspend(_ state: inout State) {
        guard !state.suspended, let connection = state.connection else { return }
        state.suspended = true
        MHD_suspend_connection(connection)
    }

    private func produce() {
        while true {
            state.withLock { $0.again = false }
            needMore(self)
            let more = state.withLock { state in
                guard !state.closed, !state.gone else {
                    state.producing = false
                    return false
                }
                if state.backlog > 0 {
                    // More may follow: asked again when the client has taken this.
                    state.again = true
                    state.producing = false
                    resume(&state)
                    return false
                }
                state.producing = state.again
                return state.again
            }
            guard more else { return }
        }
    }

    private func resume(_ state: inout State) {
        guard state.suspended, let connection = state.connection else { return }
        state.suspended = false
        MHD_resume_connection(connection)
    }
}
