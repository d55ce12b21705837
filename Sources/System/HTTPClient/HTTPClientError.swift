/// Why there is no answer.
public struct HTTPClientError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kind of failure.
    public enum Code: Sendable, Equatable {
        /// No connection was made.
        case notConnected
        /// A time limit was reached; `requestSent` tells before or after sending.
        case timedOut
        /// TLS failed: the certificate, its name, or the handshake.
        case tls
        /// The connection broke after it was made.
        case broken
        /// The answer was longer than allowed.
        case tooLarge
        /// `cancel()` was called, or the receiver of a stream wanted no more.
        case cancelled
        /// The request cannot be sent at all: its URL, method or a field is invalid.
        case invalidRequest
        /// libcurl failed for a reason of its own.
        case library
    }

    /// The kind of failure.
    public let code: Code
    /// Whether any byte of the request may have left: if false, the other side knows nothing of it.
    public let requestSent: Bool
    /// The CURLcode, or 0.
    public let curlCode: Int32
    /// libcurl's words; never a header, a body or a query.
    public let detail: String

    /// What happened and what to look at, in one sentence.
    public var description: String {
        let sent = requestSent ? "after the request was sent" : "before anything was sent"
        let advice =
            switch code {
            case .notConnected: "not connected; check the address, the network and that the other side runs"
            case .timedOut: "timed out; check the network and the load of the other side"
            case .tls: "TLS failed; check the certificate, its name and this machine's clock"
            case .broken: "the connection broke; the other side may have stopped"
            case .tooLarge: "the answer is too large; check that the address is the right service"
            case .cancelled: "cancelled"
            case .invalidRequest: "the request is invalid; check the configured URL"
            case .library: "libcurl failed"
            }
        return "\(advice) (\(sent); curl \(curlCode): \(detail))"
    }
}
