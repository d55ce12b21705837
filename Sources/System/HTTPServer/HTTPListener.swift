/// One place to listen at. There is deliberately no way to listen on anything but the machine itself.
public enum HTTPListener: Sendable, Equatable {
    /// `127.0.0.1`; port 0 lets the kernel choose.
    case loopback(port: UInt16)
    /// `::1`; port 0 lets the kernel choose.
    case loopbackV6(port: UInt16)
    /// A Unix socket: its path, mode (such as `0o660`) and, if given, its group.
    ///
    /// A socket nobody listens on any more is replaced; a live one, or another kind of file, is an error.
    case unix(path: String, mode: UInt32, group: UInt32?)
}
