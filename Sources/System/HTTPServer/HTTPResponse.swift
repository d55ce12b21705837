/// One whole answer, or the head of a streamed one.
public struct HTTPResponse: Sendable, Equatable {
    /// The status code.
    public var status: Int
    /// The header fields; `Content-Length`, `Date` and `Connection` are the server's.
    public var headers: HTTPHeaders
    /// The whole body; not used for a stream.
    public var body: [UInt8]
    /// Whether the connection is closed after this answer.
    public var closes: Bool

    /// An answer from its parts.
    public init(status: Int, headers: HTTPHeaders = [:], body: [UInt8] = [], closes: Bool = false) {
        self.status = status
        self.headers = headers
        self.body = body
        self.closes = closes
    }
}
