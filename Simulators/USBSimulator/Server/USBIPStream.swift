import Linux

/// A connection as the server sees it: bytes both ways.
package protocol USBIPStream: Sendable {
    /// Exactly so many bytes; blocks until they are there, and throws when the client is gone.
    func read(_ count: Int) throws(LinuxError) -> [UInt8]

    /// Sends all of it; a client that takes nothing for long is gone.
    func write(_ bytes: [UInt8]) throws(LinuxError)

    /// Ends the connection, from any thread.
    func end()
}
