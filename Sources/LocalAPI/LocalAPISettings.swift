/// Where the local API listens and whom it knows.
public struct LocalAPISettings: Sendable {
    /// Path of the Unix socket; nil has none.
    public var socket: String?
    /// File mode of the socket.
    public var socketMode: UInt32
    /// Group of the socket's file: those who may connect at all; nil takes the tills' group where this process may give it.
    public var socketGroup: UInt32?
    /// Groups of SO_PEERCRED: tills pay and print, admins do all; root and the daemon's own user are admins.
    public var tillGroup: UInt32?
    public var adminGroup: UInt32?
    /// Port on 127.0.0.1; nil has no TCP, 0 lets the kernel choose.
    public var port: UInt16?
    /// The bearer token of the TCP side; without one every request there is refused.
    public var token: String?
    /// Web origins whose pages may call, exactly as browsers send them.
    public var origins: [String]
    /// The daemon's own user.
    public var ownUser: UInt32
    /// Milliseconds after which a caller is told that its command cannot be committed yet.
    public var commitLimit = 5_000
    /// Milliseconds between two signs of life to a live subscriber; one that is gone is noticed by them.
    public var heartbeat = 15_000
    /// Milliseconds an answer to a wrong token is held back, so that nobody tries many.
    public var refusalDelay = 1_000

    public init(
        socket: String? = nil,
        socketMode: UInt32 = 0o660,
        socketGroup: UInt32? = nil,
        tillGroup: UInt32? = nil,
        adminGroup: UInt32? = nil,
        port: UInt16? = nil,
        token: String? = nil,
        origins: [String] = [],
        ownUser: UInt32
    ) {
        self.socket = socket
        self.socketMode = socketMode
        self.socketGroup = socketGroup
        self.tillGroup = tillGroup
        self.adminGroup = adminGroup
        self.port = port
        self.token = token
        self.origins = origins
        self.ownUser = ownUser
    }
}
