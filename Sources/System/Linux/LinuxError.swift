import Glibc

/// A system call that failed: which, with which errno, on what.
public struct LinuxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The C function.
    public let call: String
    public let errno: Int32
    /// File, device or address it was about; nil where there is none.
    public let path: String?

    public init(call: String, errno: Int32, path: String? = nil) {
        self.call = call
        self.errno = errno
        self.path = path
    }

    /// A deadline passed.
    public var isTimeout: Bool { errno == ETIMEDOUT }
    /// The disk or quota is full.
    public var isFull: Bool { errno == ENOSPC || errno == EDQUOT }
    /// Another holds the lock or the device.
    public var isBusy: Bool { errno == EWOULDBLOCK || errno == EBUSY }

    public var description: String {
        let place = path.map { " \($0)" } ?? ""
        let words = String(cString: strerror(errno))
        let advice = ErrnoName.advice(errno).map { " " + $0 } ?? ""
        return "\(call)\(place): \(words) (\(ErrnoName.name(errno))).\(advice)"
    }
}
