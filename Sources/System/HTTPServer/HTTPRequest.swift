import Crypto

/// One whole request as the handler gets it.
public struct HTTPRequest: Sendable {
    /// The method as it was sent; methods are case-sensitive.
    public let method: String
    /// The path, its segments and the query, decoded.
    public let target: HTTPTarget
    /// The header fields, duplicates kept.
    public let headers: HTTPHeaders
    /// The whole body; empty when there was none.
    public let body: [UInt8]
    /// The peer of a Unix socket; nil on TCP.
    public let peer: HTTPPeer?
    /// Which of the configured listeners took the connection, as an index into `HTTPServerConfiguration.listeners`.
    public let listener: Int
    /// The port the connection came to, in host order; nil on a Unix socket.
    public let port: UInt16?
    /// The connection, so that a handler may say that its peer has shown who it is.
    public let connection: HTTPConnection

    /// The first value of a query item, or nil.
    public func query(_ name: String) -> String? {
        target.query.first { $0.name == name }?.value
    }

    /// Overwrites the body in place, for every holder: copies of the array share its memory. The library's own buffers are out
    /// of reach.
    public func wipe() {
        body.withUnsafeBufferPointer { bytes in
            // Every body is made at run time by this module, so its memory can be written.
            if let start = bytes.baseAddress {
                zeroise(UnsafeMutableBufferPointer(start: UnsafeMutablePointer(mutating: start), count: bytes.count))
            }
        }
    }
}
