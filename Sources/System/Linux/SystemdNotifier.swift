import CLinux
import Glibc

/// Tells systemd how the service is (sd_notify(3)): one datagram to `$NOTIFY_SOCKET`, without libsystemd.
public enum SystemdNotifier {
    /// Sends `READY=1`, `STOPPING=1`, `WATCHDOG=1`, `STATUS=…`; false when no socket is set or nobody listens.
    @discardableResult
    public static func notify(_ message: String) -> Bool {
        guard let path = getenv("NOTIFY_SOCKET").map({ String(cString: $0) }), !path.isEmpty else {
            return false
        }
        return notify(message, socket: path)
    }

    /// `notify` to a socket by its path; a leading `@` is the abstract namespace.
    public static func notify(_ message: String, socket path: String) -> Bool {
        guard let address = try? UnixAddress(path),
            let descriptor = try? retrying("socket", nil, { socket(AF_UNIX, UnixAddress.datagram, 0) })
        else {
            return false
        }
        defer { close(descriptor) }
        let bytes = Array(message.utf8)
        return address.withSockaddr { pointer, length in
            sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), pointer, length)
        } == bytes.count
    }
}
