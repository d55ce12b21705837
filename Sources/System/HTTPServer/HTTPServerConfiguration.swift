/// The places, limits and answers of a server.
public struct HTTPServerConfiguration: Sendable {
    /// Where to listen.
    public var listeners: [HTTPListener]
    /// The threads handlers run on.
    public var workers = 4
    /// The most connections of one listener at a time; more are closed at once.
    public var connectionLimit = 1_100
    /// The most TCP connections of one listener whose peer has not shown who it is (`HTTPConnection.trust()`).
    public var untrustedLimit = 32
    /// The longest body in bytes.
    public var bodyLimit = 256 * 1_024
    /// The longest request line in bytes.
    public var targetLimit = 8 * 1_024
    /// The longest header section in bytes, request line included.
    public var headerLimit = 16 * 1_024
    /// The most header fields.
    public var fieldLimit = 64
    /// Seconds within which a request must have come whole, counted from connect.
    public var receiveSeconds = 10
    /// Seconds a connection may stand still, between requests or with a peer that does not read.
    public var idleSeconds = 15
    /// The most bytes a stream holds for a peer that does not read.
    public var streamBacklogLimit = 256 * 1_024
    /// Seconds `stop()` waits for answers that are under way.
    public var drainSeconds = 1
    /// Makes the answer to a refusal; the default is one line of text.
    public var refusal: @Sendable (HTTPRefusal) -> HTTPResponse = { refusal in
        HTTPResponse(
            status: refusal.status,
            headers: ["Content-Type": "text/plain; charset=utf-8"],
            body: Array((refusal.explanation + "\n").utf8)
        )
    }

    /// A configuration with default limits.
    public init(listeners: [HTTPListener]) {
        self.listeners = listeners
    }
}
