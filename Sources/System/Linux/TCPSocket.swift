import CLinux
import Glibc

/// Connects and listens by TCP.
public enum TCPSocket {
    /// Connects to a host name or address. Resolving a name blocks without a deadline; addresses do not resolve.
    ///
    /// Sets TCP_NODELAY; `quickAcknowledge` also TCP_QUICKACK, again after every read.
    public static func connect(
        host: String,
        port: UInt16,
        quickAcknowledge: Bool = false,
        until deadline: Deadline
    ) throws(LinuxError) -> StreamSocket {
        var failure = LinuxError(call: "connect", errno: EADDRNOTAVAIL, path: "\(host):\(port)")
        let found = try resolve(host: host, port: port, passive: false)
        defer { freeaddrinfo(found) }
        var next: UnsafeMutablePointer<addrinfo>? = found
        while let info = next {
            do throws(LinuxError) {
                let descriptor = try connect(info.pointee, name: "\(host):\(port)", until: deadline)
                var on: Int32 = 1
                setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
                return try StreamSocket(owning: descriptor, quickAcknowledge: quickAcknowledge)
            } catch {
                failure = error
            }
            next = info.pointee.ai_next
        }
        throw failure
    }

    /// Listens; port 0 takes a free one, to be read from the listener.
    public static func listen(
        host: String = "127.0.0.1",
        port: UInt16,
        backlog: Int32 = 128,
        quickAcknowledge: Bool = false
    ) throws(LinuxError) -> SocketListener {
        let name = "\(host):\(port)"
        let descriptor = try bound(host: host, port: port)
        guard Glibc.listen(descriptor, backlog) == 0 else {
            let number = errno
            close(descriptor)
            throw LinuxError(call: "listen", errno: number, path: name)
        }
        return try SocketListener(
            owning: descriptor,
            path: nil,
            port: localPort(descriptor),
            quickAcknowledge: quickAcknowledge
        )
    }

    /// Keeps a port for `listen` on the same host, at any time and as often as wanted; port 0 takes a free one.
    public static func reserve(host: String = "127.0.0.1", port: UInt16) throws(LinuxError) -> PortReservation {
        let descriptor = try bound(host: host, port: port)
        return PortReservation(owning: descriptor, port: localPort(descriptor))
    }

    private static func bound(host: String, port: UInt16) throws(LinuxError) -> Int32 {
        let name = "\(host):\(port)"
        let found = try resolve(host: host, port: port, passive: true)
        defer { freeaddrinfo(found) }
        let info = found.pointee
        let descriptor = try retrying("socket", name) { socket(info.ai_family, UnixAddress.stream, 0) }
        var on: Int32 = 1
        // Also what lets a reserved port be listened on.
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, 4)
        guard bind(descriptor, info.ai_addr, info.ai_addrlen) == 0 else {
            let number = errno
            close(descriptor)
            throw LinuxError(call: "bind", errno: number, path: name)
        }
        return descriptor
    }

    private static func resolve(
        host: String,
        port: UInt16,
        passive: Bool
    ) throws(LinuxError) -> UnsafeMutablePointer<addrinfo> {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV | (passive ? AI_PASSIVE : 0)
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &found)
        guard code == 0, let found else {
            let number = code == EAI_SYSTEM ? errno : ENOENT
            throw LinuxError(call: "getaddrinfo", errno: number, path: "\(host):\(port)")
        }
        return found
    }

    private static func connect(_ info: addrinfo, name: String, until deadline: Deadline) throws(LinuxError) -> Int32 {
        let descriptor = try retrying("socket", name) { socket(info.ai_family, UnixAddress.stream, 0) }
        do throws(LinuxError) {
            if Glibc.connect(descriptor, info.ai_addr, info.ai_addrlen) != 0 {
                guard errno == EINPROGRESS || errno == EINTR else {
                    throw LinuxError(call: "connect", errno: errno, path: name)
                }
                guard try Poll.wait(descriptor, for: .writable, until: deadline) else {
                    throw LinuxError(call: "connect", errno: ETIMEDOUT, path: name)
                }
                var number: Int32 = 0
                var length = socklen_t(4)
                getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &length)
                guard number == 0 else {
                    throw LinuxError(call: "connect", errno: number, path: name)
                }
            }
        } catch {
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func localPort(_ descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { pointer in
            let result = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                getsockname(descriptor, $0, &length)
            }
            guard result == 0 else {
                return 0
            }
            // Port and family lie at the same place in sockaddr_in and sockaddr_in6.
            return pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                UInt16(bigEndian: $0.pointee.sin_port)
            }
        }
    }
}
