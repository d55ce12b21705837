/// Why the server itself refused a request before any handler saw it.
public enum HTTPRefusal: Sendable, Equatable, CaseIterable {
    /// Not `HTTP/1.1`.
    case version
    /// None, or more than one `Host` (RFC 9112 §3.2).
    case host
    /// Two `Content-Length`, or one together with `Transfer-Encoding` (RFC 9112 §6.3): a smuggling attempt.
    case framing
    /// A body without `Content-Length`: chunked uploads are not taken.
    case lengthRequired
    /// The body is over the limit.
    case bodyTooLarge
    /// The header fields are too many or too long.
    case headersTooLarge
    /// The request line is over its limit.
    case targetTooLong
    /// The target is no absolute path, or is badly escaped; or a field has a control character.
    case malformed
    /// The server is stopping.
    case stopping
    /// The handler let go of its responder without an answer.
    case noAnswer

    /// The status the refusal is answered with.
    public var status: Int {
        switch self {
        case .version, .host, .framing, .malformed: 400
        case .lengthRequired: 411
        case .bodyTooLarge: 413
        case .targetTooLong: 414
        case .headersTooLarge: 431
        case .stopping: 503
        case .noAnswer: 500
        }
    }

    /// What to change, in one English sentence.
    public var explanation: String {
        switch self {
        case .version: "Use HTTP/1.1."
        case .host: "Send exactly one Host header."
        case .framing: "Send exactly one Content-Length and no Transfer-Encoding."
        case .lengthRequired: "Send the body with a Content-Length; chunked bodies are not taken."
        case .bodyTooLarge: "Send a smaller body."
        case .headersTooLarge: "Send fewer or shorter header fields."
        case .targetTooLong: "Send a shorter request target."
        case .malformed: "Send an absolute path with valid percent escapes and fields without control characters."
        case .stopping: "The server is stopping; try again when it is back."
        case .noAnswer: "The server has no answer; see its log."
        }
    }
}
