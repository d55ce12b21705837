import CLinux
import Glibc

/// Connects and listens on Unix stream sockets; a leading `@` in a path is the abstract namespace.
public enum UnixSocket {
    /// Connects; a full backlog is waited for until the deadline.
    public static func connect(_ path: String, until deadline: Deadline) throws(LinuxError) -> StreamSocket {
        let address = try UnixAddress(path)
        while true {
            let descriptor = try retrying("socket", path) { socket(AF_UNIX, UnixAddress.stream, 0) }
            if address.withSockaddr({ Glibc.connect(descriptor, $0, $1) }) == 0 {
                return try StreamSocket(owning: descriptor)
            }
            let number = errno
            close(descriptor)
            // A Unix socket with a full backlog says EAGAIN and cannot be polled for room.
            guard number == EINTR || number == EAGAIN, !deadline.isPast else {
                throw LinuxError(call: "connect", errno: number == EAGAIN ? ETIMEDOUT : number, path: path)
            }
            usleep(2000)
        }
    }

    /// Listens at `path` with the file mode `mode`; a file nobody listens on any more is replaced, a live one is EADDRINUSE.
    public static func listen(_ path: String, mode: UInt32 = 0o600, backlog: Int32 = 128) throws(LinuxError)
        -> SocketListener
    {
        let address = try UnixAddress(path)
        let descriptor = try retrying("socket", path) { socket(AF_UNIX, UnixAddress.stream, 0) }
        do throws(LinuxError) {
            if address.withSockaddr({ bind(descriptor, $0, $1) }) != 0 {
                guard errno == EADDRINUSE, !path.hasPrefix("@"), isAbandoned(address) else {
                    throw LinuxError(call: "bind", errno: errno, path: path)
                }
                try Files.remove(path)
                guard address.withSockaddr({ bind(descriptor, $0, $1) }) == 0 else {
                    throw LinuxError(call: "bind", errno: errno, path: path)
                }
            }
            if !path.hasPrefix("@") {
                try Files.setMode(path, mode)
            }
            guard Glibc.listen(descriptor, backlog) == 0 else {
                throw LinuxError(call: "listen", errno: errno, path: path)
            }
        } catch {
            close(descriptor)
            throw error
        }
        return try SocketListener(
            owning: descriptor,
            path: path.hasPrefix("@") ? nil : path,
            port: 0,
            quickAcknowledge: false
        )
    }

    private static func isAbandoned(_ address: UnixAddress) -> Bool {
        let descriptor = socket(AF_UNIX, UnixAddress.stream, 0)
        guard descriptor >= 0 else {
            return false
        }
        defer { close(descriptor) }
        let result = address.withSockaddr { Glibc.connect(descriptor, $0, $1) }
        let number = errno
        errno = EADDRINUSE
        return result != 0 && number == ECONNREFUSED
    }
}
