import Counter
import Domain
import Linux
import Runtime

/// The way to the core: a delivery thread for the streams, a few workers for operations, answers through one closure.
public final class CoreLink: CoreLinking, Service {
    private struct Work: Sendable {
        var requests = RequestQueue()
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
            return
        }
        let dropped = work.update { $0.requests.add(request, within: settings.totalTimeout) }
        if let answer = dropped.flatMap(Self.unsent) {
            report(answer)
        }
    }

    /// The answer to a request that is not sent at all.
    private static func unsent(_ request: CoreRequest) -> CoreAnswer? {
        let reason = "the link is busy"
        return switch request {
        case .authorise(let operation, let attempt, _): .notSent(operation.id, attempt: attempt, reason: reason)
        case .inquire(let id, let attempt): .lost(id, attempt: attempt, reason: reason)
        case .resolve(let lane, let event, _): .resolved(lane: lane, event: event, result: nil, member: nil)
        case .deliver: nil
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
            let next = work.wait(until: .never) { work -> (request: CoreRequest, isLate: Bool)?? in
                if work.stopped {
                    return .some(nil)
                }
                return work.requests.next().map { .some($0) }
            }
            guard let (request, isLate) = next ?? nil else {
                return
            }
            // The counter's own limit runs: what is begun late may come after its reversal.
            if let answer = isLate ? Self.unsent(request) : desk.answer(request) {
                report(answer)
            }
        }
    }
}
