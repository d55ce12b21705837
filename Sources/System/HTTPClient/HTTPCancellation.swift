import CCurl
import Synchronization

/// Cancels the transfer of a client from another thread.
public final class HTTPCancellation: Sendable {
    private struct State: @unchecked Sendable {
        var multi: OpaquePointer?
        var cancelled = false
        var running = false
    }

    private let state = Mutex(State())

    init(_ multi: UnsafeMutableRawPointer?) {
        state.withLock { $0.multi = multi.map { OpaquePointer($0) } }
    }

    /// Ends the transfer that is running, at once; without one it does nothing.
    public func cancel() {
        state.withLock { state in
            guard state.running, let multi = state.multi else { return }
            state.cancelled = true
            curl_multi_wakeup(UnsafeMutableRawPointer(multi))
        }
    }

    func begin() {
        state.withLock { state in
            state.running = true
            state.cancelled = false
        }
    }

    func end() {
        state.withLock { $0.running = false }
    }

    func close() {
        state.withLock { $0.multi = nil }
    }

    var isCancelled: Bool {
        state.withLock { $0.cancelled }
    }
}
