import Glibc

/// Standard output and standard error by write(2): unbuffered, so that pipes see every line at once.
public enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2

    /// Writes everything, from any thread; whoever reads no more is no error.
    public func put(_ bytes: [UInt8]) {
        var done = 0
        while done < bytes.count, let count = try? Transfer.write(rawValue, bytes, from: done), count > 0 {
            done += count
        }
    }

    /// Writes a line with its newline.
    public func line(_ text: String) {
        put(Array((text + "\n").utf8))
    }

    /// A person may look on: it is a terminal.
    public var isTerminal: Bool { isatty(rawValue) == 1 }
}
