import Linux
import Runtime

/// Eight threads that may block.
final class WaitingExecutor: TaskExecutor {
    static let shared = WaitingExecutor()

    private let jobs = ConditionBox<[UnownedJob]>([])

    private init() {
        for _ in 0..<8 {
            _ = try? DeviceThread.start("waiting") { [self] in work() }
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.update { $0.append(job) }
    }

    private func work() {
        while true {
            let job = jobs.wait(until: .never) { $0.isEmpty ? nil : $0.removeFirst() }
            job?.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
