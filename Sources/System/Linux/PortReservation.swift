import Glibc

/// A TCP port that is kept from others while nobody listens on it: whoever connects is refused, and no program is given it.
public final class PortReservation: Sendable {
    public let port: UInt16
    private let descriptor: Int32

    /// Takes over a bound socket.
    init(owning descriptor: Int32, port: UInt16) {
        self.descriptor = descriptor
        self.port = port
    }

    deinit {
        close(descriptor)
    }
}
