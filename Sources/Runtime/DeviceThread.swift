import Glibc
import Linux

/// A named thread of its own for blocking calls; the Swift concurrency pool is never blocked.
///
/// A thread that hangs in a C call can be abandoned: the process may end without it.
public final class DeviceThread: Sendable {
    public let name: String
    private let finished: ConditionBox<Bool>

    /// Starts `body` on a new thread; EAGAIN when the system has none left.
    ///
    /// - Parameter name: the kernel shows its first 15 bytes.
    public static func start(
        _ name: String,
        _ body: @escaping @Sendable () -> Void
    ) throws(LinuxError) -> DeviceThread {
        let thread = DeviceThread(name: name)
        let start = Unmanaged.passRetained(ThreadStart(name: name, finished: thread.finished, body: body))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        // Nobody joins by pthread_join: an abandoned thread must not leave its remains behind.
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        var id = pthread_t()
        let number = pthread_create(&id, &attributes, runThread, start.toOpaque())
        guard number == 0 else {
            start.release()
            throw LinuxError(call: "pthread_create", errno: number, path: name)
        }
        return thread
    }

    /// Runs a service on a thread of its own.
    public static func start(_ service: any Service) throws(LinuxError) -> DeviceThread {
        try start(service.name) { service.run() }
    }

    private init(name: String) {
        self.name = name
        finished = ConditionBox(false)
    }

    /// Waits for the end of the body; false when the deadline passed first. Any number of callers.
    @discardableResult
    public func join(until deadline: Deadline) -> Bool {
        finished.wait(until: deadline) { $0 ? true : nil } ?? false
    }

    public var hasFinished: Bool { finished.withLock { $0 } }
}

private final class ThreadStart {
    let name: String
    let finished: ConditionBox<Bool>
    let body: @Sendable () -> Void

    init(name: String, finished: ConditionBox<Bool>, body: @escaping @Sendable () -> Void) {
        self.name = name
        self.finished = finished
        self.body = body
    }
}

private nonisolated func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let argument else {
        return nil
    }
    let start = Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue()
    ThreadName.set(start.name)
    start.body()
    start.finished.update { $0 = true }
    return nil
}
