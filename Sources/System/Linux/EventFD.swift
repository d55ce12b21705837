import CLinux
import Glibc

/// A wake-up another thread can put into a poll (eventfd(2)); any thread may signal.
public final class EventFD: Sendable {
    /// For `Poll.wait`; readable after `signal()` until `drain()`.
    public let descriptor: Int32

    public init() throws(LinuxError) {
        descriptor = try retrying("eventfd", nil) { eventfd(0, Int32(O_CLOEXEC) | Int32(O_NONBLOCK)) }
    }

    deinit {
        close(descriptor)
    }

    /// Wakes whoever polls; never blocks.
    public func signal() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, 8)
    }

    /// Takes all wake-ups; false when there was none.
    @discardableResult
    public func drain() -> Bool {
        var count: UInt64 = 0
        return read(descriptor, &count, 8) == 8
    }
}
