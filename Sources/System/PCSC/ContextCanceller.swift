import CPCSC
import Synchronization

/// Ends the wait of another thread's `Context`.
public final class ContextCanceller: Sendable {
    private let handle: Mutex<SCARDCONTEXT?>

    init(_ handle: SCARDCONTEXT) {
        self.handle = Mutex(handle)
    }

    /// Ends a running `waitForChange`; lost when none is running, so the waiter needs a finite time-out and a flag.
    public func cancel() {
        handle.withLock { handle in
            guard let handle else { return }
            SCardCancel(handle)
        }
    }

    /// Forgets the context, whose number pcscd may give to somebody else.
    func retire() {
        handle.withLock { $0 = nil }
    }
}
