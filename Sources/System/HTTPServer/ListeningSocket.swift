import Glibc

/// Makes listening sockets; made here and not by the library so that failures carry their `errno`.
enum ListeningSocket {
    /// A listening descriptor and, for TCP, the port it got.
    static func open(_ listener: HTTPListener) throws(HTTPServerError) -> (fd: Int32, port: UInt16?) {
        switch listener {
        case .loopback(let port):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let fd = try openTCP(AF_INET, &address, place: "127.0.0.1:\(port)")
            var bound = sockaddr_in()
            readName(fd, &bound)
            return (fd, UInt16(bigEndian: bound.sin_port))
        case .loopbackV6(let port):
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            address.sin6_addr = in6addr_loopback
            let fd = try openTCP(AF_INET6, &address, place: "[::1]:\(port)")
            var bound = sockaddr_in6()
            readName(fd, &bound)
            return (fd, UInt16(bigEndian: bound.sin6_port))
        case .unix(let path, let mode, let group):
            return (try openUnix(path: path, mode: mode, group: group), nil)
        }
    }

    private static let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)

    private static func openTCP<Address>(
        _ family: Int32,
        _ address: inout Address,
        place: String
    ) throws(HTTPServerError) -> Int32 {
        let fd = socket(family, kind, 0)
        guard fd >= 0 else { throw HTTPServerError(.system, call: "socket", number: errno, place: place) }
        var on: Int32 = 1
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        guard bindAny(fd, &address) == 0, listen(fd, 512) == 0 else {
            let number = errno
            Glibc.close(fd)
            throw HTTPServerError(
                number == EADDRINUSE ? .inUse : .system,
                call: "bind",
                number: number,
                place: place
            )
        }
        return fd
    }

    private static func openUnix(path: String, mode: UInt32, group: UInt32?) throws(HTTPServerError) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, !bytes.contains(0), bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw HTTPServerError(.pathTooLong, call: "bind", place: path)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }

        try removeStale(path: path, &address)
        let fd = socket(AF_UNIX, kind, 0)
        guard fd >= 0 else { throw HTTPServerError(.system, call: "socket", number: errno, place: path) }
        // Nobody can connect before listen(), so there is no moment at which the mode is not yet right.
        var call = "bind"
        var failed = bindAny(fd, &address) != 0
        if !failed, let group {
            call = "chown"
            failed = chown(path, uid_t.max, group) != 0
        }
        if !failed {
            call = "chmod"
            failed = chmod(path, mode) != 0
        }
        if !failed {
            call = "listen"
            failed = listen(fd, 512) != 0
        }
        if failed {
            let number = errno
            Glibc.close(fd)
            if call != "bind" { unlink(path) }
            throw HTTPServerError(
                number == EADDRINUSE ? .inUse : .system,
                call: call,
                number: number,
                place: path
            )
        }
        return fd
    }

    private static func removeStale(path: String, _ address: inout sockaddr_un) throws(HTTPServerError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw HTTPServerError(.notASocket, call: "bind", place: path) }
        let probe = socket(AF_UNIX, kind | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard probe >= 0 else { throw HTTPServerError(.system, call: "socket", number: errno, place: path) }
        defer { Glibc.close(probe) }
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(probe, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected != 0, errno == ECONNREFUSED else {
            throw HTTPServerError(.inUse, call: "bind", number: EADDRINUSE, place: path)
        }
        unlink(path)
    }

    private static func bindAny<Address>(_ fd: Int32, _ address: inout Address) -> Int32 {
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(fd, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }

    private static func readName<Address>(_ fd: Int32, _ address: inout Address) {
        var length = socklen_t(MemoryLayout<Address>.size)
        _ = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(fd, $0, &length) }
        }
    }
}
