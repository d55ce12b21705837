import CLinux
import Glibc
import Synchronization

/// A listening socket; one thread accepts, any thread may `stop()` it.
public final class SocketListener: Sendable {
    /// For `Poll.wait`.
    public let descriptor: Int32
    /// The TCP port really taken; 0 for a Unix socket.
    public let port: UInt16
    private let path: String?
    private let quickAcknowledge: Bool
    private let closed = Atomic(false)
    // shutdown(2) of a listening Unix socket wakes poll, but accept then says EAGAIN for ever.
    private let stopping: EventFD

    init(owning descriptor: Int32, path: String?, port: UInt16, quickAcknowledge: Bool) throws(LinuxError) {
        do throws(LinuxError) {
            stopping = try EventFD()
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        self.descriptor = descriptor
        self.path = path
        self.port = port
        self.quickAcknowledge = quickAcknowledge
    }

    deinit {
        close()
    }

    /// The next connection; nil when the deadline passed or `stop()` was called.
    public func accept(until deadline: Deadline) throws(LinuxError) -> StreamSocket? {
        while true {
            let number = Glibc.accept(descriptor, nil, nil)
            if number >= 0 {
                // The child processes of tests must not inherit it.
                countertop_set_close_on_exec(number)
                return try StreamSocket(owning: number, quickAcknowledge: quickAcknowledge)
            }
            switch errno {
            case EINTR, ECONNABORTED: continue
            case EAGAIN: break
            default: throw LinuxError(call: "accept", errno: errno, path: path)
            }
            let answers = try Poll.wait(
                [(descriptor, .readable), (stopping.descriptor, .readable)],
                until: deadline
            )
            guard answers[1].isEmpty, !answers[0].isEmpty else {
                return nil
            }
        }
    }

    /// Makes `accept` return nil once no connection is left to take, also one that is waiting.
    public func stop() {
        stopping.signal()
    }

    /// Gives descriptor and socket file back; a second call does nothing.
    public func close() {
        guard closed.exchange(true, ordering: .acquiringAndReleasing) == false else {
            return
        }
        if let path {
            unlink(path)
        }
        Glibc.close(descriptor)
    }
}
