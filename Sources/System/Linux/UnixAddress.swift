import CLinux
import Glibc

/// An address of unix(7): a path, or with a leading `@` a name in the abstract namespace.
struct UnixAddress {
    static let stream = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    static let datagram = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)

    private var address = sockaddr_un()
    private let length: socklen_t

    init(_ path: String) throws(LinuxError) {
        var bytes = Array(path.utf8)
        let abstract = bytes.first == 0x40
        if abstract {
            bytes[0] = 0
        }
        let capacity = MemoryLayout.size(ofValue: address.sun_path)
        guard !bytes.isEmpty, bytes.count < capacity else {
            throw LinuxError(call: "socket", errno: bytes.isEmpty ? EINVAL : ENAMETOOLONG, path: path)
        }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        // An abstract name is exactly as long as it is; a path ends with a zero byte.
        let head = MemoryLayout<sockaddr_un>.size - capacity
        length = socklen_t(head + bytes.count + (abstract ? 0 : 1))
    }

    func withSockaddr<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}
