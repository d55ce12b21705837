import CLinux
import Glibc
import Synchronization

/// A connected stream socket, TCP or Unix, non-blocking inside, with deadlines outside.
///
/// One thread reads and one may write at the same time; `shutdown()` from any thread ends both; `close()` only by the
/// owner, when nobody else is inside a call.
public final class StreamSocket: Sendable {
    /// Who is at the other end of a Unix socket; the process id may have been used again, so authorise by `user`.
    public struct Peer: Sendable, Hashable {
        public let process: Int32
        public let user: UInt32
        public let group: UInt32

        public init(process: Int32, user: UInt32, group: UInt32) {
            self.process = process
            self.user = user
            self.group = group
        }
    }

    /// For `Poll.wait`.
    public let descriptor: Int32
    private let quickAcknowledge: Bool
    private let closed = Atomic(false)

    /// Takes over a connected descriptor; `quickAcknowledge` sends TCP acknowledgements at once, set again after every read.
    public init(owning descriptor: Int32, quickAcknowledge: Bool = false) throws(LinuxError) {
        self.descriptor = descriptor
        self.quickAcknowledge = quickAcknowledge
        do throws(LinuxError) {
            try Transfer.makeNonBlocking(descriptor)
        } catch {
            closed.store(true, ordering: .relaxed)
            Glibc.close(descriptor)
            throw error
        }
        acknowledgeQuickly()
    }

    deinit {
        close()
    }

    /// Reads what is there, at most `count`: nil when the deadline passed first, empty when the other side closed.
    public func read(upTo count: Int, until deadline: Deadline) throws(LinuxError) -> [UInt8]? {
        let bytes = try Transfer.read(descriptor, upTo: count, until: deadline)
        acknowledgeQuickly()
        return bytes
    }

    /// Reads exactly `count` bytes; ETIMEDOUT when they were late, ECONNRESET when the other side closed before.
    public func readExactly(_ count: Int, until deadline: Deadline) throws(LinuxError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let part = try read(upTo: count - bytes.count, until: deadline) else {
                throw LinuxError(call: "read", errno: ETIMEDOUT)
            }
            guard !part.isEmpty else {
                throw LinuxError(call: "read", errno: ECONNRESET)
            }
            bytes += part
        }
        return bytes
    }

    /// How many bytes the socket took until the deadline; never raises SIGPIPE.
    public func write(_ bytes: [UInt8], until deadline: Deadline) throws(LinuxError) -> Int {
        try Transfer.write(descriptor, bytes, isSocket: true, until: deadline)
    }

    /// Writes everything or throws ETIMEDOUT.
    public func writeAll(_ bytes: [UInt8], until deadline: Deadline) throws(LinuxError) {
        guard try write(bytes, until: deadline) == bytes.count else {
            throw LinuxError(call: "write", errno: ETIMEDOUT)
        }
    }

    /// Bytes written but not yet acknowledged by the other side's kernel (SIOCOUTQ).
    public func pendingOutput() throws(LinuxError) -> Int {
        var count: Int32 = 0
        // SIOCOUTQ has TIOCOUTQ's number and is no constant that Swift sees.
        _ = try retrying("SIOCOUTQ", nil) { countertop_ioctl(descriptor, UInt(TIOCOUTQ), &count) }
        return Int(count)
    }

    /// Lets the kernel find out that a silent other side is gone: after `idle` seconds, then `count` tries each `interval`.
    public func keepAlive(idle: Int32, interval: Int32, count: Int32) {
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &on, 4)
        for (option, value) in [(TCP_KEEPIDLE, idle), (TCP_KEEPINTVL, interval), (TCP_KEEPCNT, count)] {
            var value = value
            setsockopt(descriptor, Int32(IPPROTO_TCP), option, &value, 4)
        }
    }

    /// The process at the other end of a Unix socket (SO_PEERCRED).
    public func peer() throws(LinuxError) -> Peer {
        var process: Int32 = 0
        var user: UInt32 = 0
        var group: UInt32 = 0
        let number = descriptor
        _ = try retrying("getsockopt", nil) { countertop_peer(number, &process, &user, &group) }
        return Peer(process: process, user: user, group: group)
    }

    /// Ends both directions: blocked reads and writes of other threads return.
    public func shutdown() {
        guard !closed.load(ordering: .acquiring) else {
            return
        }
        _ = Glibc.shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Says that nothing more will be written; the other side reads the end.
    public func finishWriting() {
        guard !closed.load(ordering: .acquiring) else {
            return
        }
        _ = Glibc.shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Makes close() answer the other side with a reset instead of an orderly end, as a pulled cable would in time.
    public func resetOnClose() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    }

    /// Gives the descriptor back; a second call does nothing.
    public func close() {
        if closed.exchange(true, ordering: .acquiringAndReleasing) == false {
            Glibc.close(descriptor)
        }
    }

    private func acknowledgeQuickly() {
        guard quickAcknowledge else {
            return
        }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_QUICKACK, &on, 4)
    }
}
