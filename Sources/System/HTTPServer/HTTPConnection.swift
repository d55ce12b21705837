import Synchronization

/// One connection of a client, for as long as it is open.
public final class HTTPConnection: Sendable {
    let fd: Int32
    let peer: HTTPPeer?
    private let trusted: Mutex<Bool>
    private let onTrust: @Sendable () -> Void

    init(fd: Int32, peer: HTTPPeer?, trusted: Bool, onTrust: @escaping @Sendable () -> Void) {
        self.fd = fd
        self.peer = peer
        self.trusted = Mutex(trusted)
        self.onTrust = onTrust
    }

    /// Says that the peer has shown who it is, so that the connection no longer counts as untrusted.
    public func trust() {
        let first = trusted.withLock { value in
            defer { value = true }
            return !value
        }
        if first { onTrust() }
    }
}
