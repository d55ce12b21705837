import Glibc

/// Why a server could not start.
public struct HTTPServerError: Error, Equatable, CustomStringConvertible {
    /// The kind of failure.
    public enum Code: Sendable, Equatable {
        /// A system call failed.
        case system
        /// The path is longer than a Unix socket address allows (107 bytes).
        case pathTooLong
        /// Another process listens there.
        case inUse
        /// There is a file at the path that is no socket.
        case notASocket
        /// The HTTP library did not start.
        case library
    }

    /// The kind of failure.
    public let code: Code
    /// The C call that failed.
    public let call: String
    /// Its `errno`, or 0.
    public let number: Int32
    /// The address or path.
    public let place: String

    init(_ code: Code, call: String, number: Int32 = 0, place: String) {
        self.code = code
        self.call = call
        self.number = number
        self.place = place
    }

    /// What happened and what to do, in one sentence.
    public var description: String {
        switch code {
        case .system:
            "cannot listen at \(place): \(call): \(String(cString: strerror(number))) (\(number)); "
                + "check the address, the folder and its rights"
        case .pathTooLong: "cannot listen at \(place): the path is longer than 107 bytes; choose a shorter one"
        case .inUse: "cannot listen at \(place): another process listens there; stop it or choose another place"
        case .notASocket: "cannot listen at \(place): a file that is no socket lies there; remove it or choose another"
        case .library: "cannot listen at \(place): \(call) failed; check the limit of open files"
        }
    }
}
