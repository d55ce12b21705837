import Glibc
import Linux

/// A few threads that run jobs in order of arrival.
///
/// The queue is not bounded by itself: every job belongs to a connection, and those are limited.
final class WorkerPool: Sendable {
    private struct State {
        var jobs: [@Sendable () -> Void] = []
        var head = 0
        var stopping = false
        var threads: [pthread_t] = []
    }

    private let box = ConditionBox(State())

    /// Starts the threads; fewer when the system has no more.
    init(count: Int) {
        let threads = (0..<max(1, count)).compactMap { _ in startThread { [box] in Self.run(box) } }
        box.update { $0.threads = threads }
    }

    /// Queues a job; never blocks.
    func submit(_ job: @escaping @Sendable () -> Void) {
        box.updateForOne { $0.jobs.append(job) }
    }

    /// Runs what is queued, ends the threads and waits for them; not to be called from a job.
    func stop() {
        let threads = box.update { state in
            state.stopping = true
            defer { state.threads = [] }
            return state.threads
        }
        for thread in threads { pthread_join(thread, nil) }
    }

    private static func run(_ box: ConditionBox<State>) {
        while let job = next(box) { job() }
    }

    private static func next(_ box: ConditionBox<State>) -> (@Sendable () -> Void)? {
        let next = box.wait(until: .never) { state -> (@Sendable () -> Void)?? in
            guard state.head < state.jobs.count else {
                return state.stopping ? .some(nil) : nil
            }
            let job = state.jobs[state.head]
            state.head += 1
            if state.head == state.jobs.count {
                state.jobs.removeAll(keepingCapacity: state.head < 256)
                state.head = 0
            }
            return job
        }
        return next ?? nil
    }
}

private final class ThreadBody {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}

/// Starts a joinable thread, or returns nil when the system has no more.
func startThread(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(ThreadBody(body))
    let result = pthread_create(&thread, nil, threadMain, box.toOpaque())
    guard result == 0 else {
        box.release()
        return nil
    }
    return thread
}

private let threadMain: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
    if let argument {
        Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
    }
    return nil
}
