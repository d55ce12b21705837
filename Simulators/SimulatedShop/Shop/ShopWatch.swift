import Domain
import HTTPClient
import Linux
import Runtime

/// A display in the shop: follows the live events, across restarts of the daemon, and wakes those who wait to see something.
final class ShopWatch: Service {
    private struct State: Sendable {
        /// Counts what came.
        var changes = 0
        /// Monotonic nanoseconds of the last card that left, by lane.
        var removals: [String: UInt64] = [:]
        var isStopped = false
    }

    let name = "shop watch"
    private let socket: String
    private let state = ConditionBox(State())
    private let running = ConditionBox<HTTPCancellation?>(nil)

    init(socket: String) {
        self.socket = socket
    }

    /// How much was seen so far.
    var changes: Int { state.withLock { $0.changes } }

    /// Waits until more than `known` was seen.
    func wait(beyond known: Int, until deadline: Deadline) {
        _ = state.wait(until: deadline) { $0.changes > known ? true : nil }
    }

    /// Waits until the counter has told of a card that left the lane after `moment`; gives when, or nil.
    func waitForRemoval(lane: LaneName, after moment: UInt64, until deadline: Deadline) -> UInt64? {
        state.wait(until: deadline) { state in
            state.removals[lane.text].flatMap { $0 >= moment ? $0 : nil }
        }
    }

    func run() {
        let client = HTTPClient()
        defer { client.close() }
        running.update { $0 = client.cancellation }
        var lastID: String?
        while !state.withLock({ $0.isStopped }) {
            var request = HTTPClientRequest(url: "http://localhost/v1/events")
            request.unixSocketPath = socket
            request.totalTimeout = 0
            request.headers = [.init("Accept", "text/event-stream")]
            if let lastID {
                request.headers.append(.init("Last-Event-ID", lastID))
            }
            var reader = EventStreamReader()
            let end = try? client.stream(request) { [self] bytes in
                for message in reader.take(bytes) {
                    lastID = message.id ?? lastID
                    note(message)
                }
                return !state.withLock { $0.isStopped }
            }
            if end?.status == 410 {
                // Another journal than before: what it has now is the beginning.
                lastID = nil
            }
            // Nobody listens there: the daemon is down or starting.
            _ = state.wait(until: .after(milliseconds: 20)) { $0.isStopped ? true : nil }
        }
        running.update { $0 = nil }
    }

    func stop() {
        state.update { $0.isStopped = true }
        while running.withLock({ $0?.cancel() }) != nil {
            _ = running.wait(until: .after(milliseconds: 20)) { $0 == nil ? true : nil }
        }
    }

    private func note(_ message: EventStreamReader.Message) {
        let value = try? JSONReader.read(message.data)
        state.update { state in
            state.changes += 1
            if message.event == "lane", value?["message"] == "card-removed", let lane = value?["lane"]?.stringValue {
                state.removals[lane] = SystemClock.monotonicNanoseconds
            }
        }
    }
}
