import Counter
import Linux

/// What waits for a worker of the link: operations before greetings, and nothing that has waited too long to be of use.
struct RequestQueue: Sendable {
    /// Greetings beyond this number push the oldest out: nobody stands there any more.
    static let greetings = 32

    private struct Waiting: Sendable {
        let request: CoreRequest
        let until: Deadline
    }

    private var operations: [Waiting] = []
    private var resolutions: [Waiting] = []

    /// Takes a request that must be begun within `milliseconds`; returns one that is given up for it.
    mutating func add(_ request: CoreRequest, within milliseconds: Int) -> CoreRequest? {
        let waiting = Waiting(request: request, until: .after(milliseconds: milliseconds))
        guard case .resolve = request else {
            operations.append(waiting)
            return nil
        }
        resolutions.append(waiting)
        return resolutions.count > Self.greetings ? resolutions.removeFirst().request : nil
    }

    /// The next request, and whether there is still time for it.
    mutating func next() -> (request: CoreRequest, isLate: Bool)? {
        guard !operations.isEmpty || !resolutions.isEmpty else {
            return nil
        }
        let waiting = operations.isEmpty ? resolutions.removeFirst() : operations.removeFirst()
        return (waiting.request, waiting.until.isPast)
    }
}
