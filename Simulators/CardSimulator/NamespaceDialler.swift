import Glibc
import Linux

/// Connections into another process's network namespace.
enum NamespaceDialler {
    /// A TCP connection to 127.0.0.1:`port` inside the network of process `pid`; nil when nobody listens there.
    ///
    /// Moves the calling thread into that network and back; the socket stays where it was made.
    static func connect(of pid: pid_t, port: UInt16) -> Int32? {
        guard pid > 0 else { return nil }
        let home = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)
        guard home >= 0 else { return nil }
        defer { close(home) }
        let there = open("/proc/\(pid)/ns/net", O_RDONLY | O_CLOEXEC)
        guard there >= 0 else { return nil }
        defer { close(there) }
        guard NetworkNamespace.enter(there) else { return nil }
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let back = NetworkNamespace.enter(home)
        precondition(back, "a thread is lost in another network namespace")
        guard made >= 0 else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let failed = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(made, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard failed == 0 else {
            close(made)
            return nil
        }
        var on: Int32 = 1
        setsockopt(made, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        return made
    }
}
