/// One request to send.
public struct HTTPClientRequest: Sendable {
    /// One header field.
    public struct Field: Sendable, Equatable {
        /// The field's name.
        public var name: String
        /// The field's value.
        public var value: String

        /// A field from its parts.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The method, upper case.
    public var method: String
    /// The absolute URL, `http` or `https`; with a Unix socket its host goes into `Host` only.
    public var url: String
    /// The header fields.
    public var headers: [Field]
    /// The body; nil sends none.
    public var body: [UInt8]?
    /// Milliseconds for name, connection and TLS.
    public var connectTimeout = 5_000
    /// Milliseconds for the whole exchange; 0 has no limit (for streams).
    public var totalTimeout = 15_000
    /// Milliseconds a stream may be silent; 0 has no limit.
    public var idleTimeout = 0
    /// The path of a Unix socket to connect to instead of the URL's host.
    public var unixSocketPath: String?
    /// The most bytes of a whole answer's body; over it the transfer fails.
    public var maxResponseBytes = 1 << 20
    /// Whether a connection kept alive may be used.
    ///
    /// A kept connection may be dead, and libcurl then sends the request a second time by itself. Set to false
    /// where every send must be counted before it happens.
    public var reusesConnection = true
    /// A file of certificates to trust instead of the system's; nil uses the system's.
    public var trustFile: String?
    /// A proxy's URL; nil uses none, whatever the environment says.
    public var proxy: String?

    /// A request with default limits.
    public init(method: String = "GET", url: String, headers: [Field] = [], body: [UInt8]? = nil) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}
