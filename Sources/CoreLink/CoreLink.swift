import Counter
import Domain
import Linux
import Runtime

/// The way to the core: a delivery thread for the streams, a few workers for operations, answers through one closure.
public final class CoreLink: CoreLinking, Service {
    private struct Work: Sendable {
        var requests: [CoreRequest] = []
        var stopped = false
    }

    public let name = "core"
    private let settings: CoreLinkSettings
    private let delivery: DeliveryLoop
    private let work = ConditionBox(Work())
    private let wall: @Sendable () -> Instant
    private let report: @Sendable (CoreAnswer) -> Void

    /// `report` is called from the link's threads and must not block.
    public init(
        settings: CoreLinkSettings,
        journal: any JournalReading,
        wall: @escaping @Sendable () -> Instant,
        report: @escaping @Sendable (CoreAnswer) -> Void
    ) {
        self.settings = settings
        self.wall = wall
        self.report = report
        delivery = DeliveryLoop(settings: settings, journal: journal, report: report)
    }

    public func request(_ request: CoreRequest) {
        if case .deliver = request {
            delivery.wake()
        } else {
            work.update { $0.requests.append(request) }
        }
    }

    /// Runs the threads of the link until `stop`; requests that were not begun are dropped: the journal has them.
    public func run() {
        var threads: [DeviceThread] = []
        for number in 0..<settings.workers {
            if let thread = try? DeviceThread.start("core-\(number)", { [self] in serve() }) {
                threads.append(thread)
            }
        }
        delivery.run()
        for thread in threads {
            thread.join(until: .after(milliseconds: settings.totalTimeout + 1_000))
        }
    }

    public func stop() {
        work.update { $0.stopped = true }
        delivery.stop()
    }

    private func serve() {
        let desk = OperationDesk(settings: settings, wall: wall)
        defer { desk.close() }
        while true {
            let next = work.wait(until: .never) { work -> CoreRequest?? in
                if work.stopped {
                    return .some(nil)
                }
                return work.requests.isEmpty ? nil : .some(work.requests.removeFirst())
            }
            guard let request = next ?? nil else {
                return
            }
            if let answer = desk.answer(request) {
                report(answer)
            }
        }
    }
}
