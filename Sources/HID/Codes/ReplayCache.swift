import Domain

/// Which dynamic codes were accepted while they could be shown again (RFC 6238 §5.2).
///
/// It holds a bounded number of codes and forgets one only when its time is over: a full cache accepts nothing rather than a replay.
public struct ReplayCache: Sendable {
    public static let defaultCapacity = 4096

    private struct Code: Sendable, Hashable {
        let member: String
        let step: Int64
    }

    enum Taken: Sendable, Hashable {
        case new, replayed, full
    }

    private let capacity: Int
    private var ends: [Code: Instant] = [:]

    public init(capacity: Int = ReplayCache.defaultCapacity) {
        self.capacity = max(1, capacity)
    }

    /// How many codes are remembered.
    public var count: Int { ends.count }

    /// Takes a code that is right; it stays until `end`, the first time at which it would not be accepted any more.
    mutating func take(member: String, step: Int64, until end: Instant, at now: Instant) -> Taken {
        let code = Code(member: member, step: step)
        if ends[code] != nil {
            return .replayed
        }
        if ends.count >= capacity {
            ends = ends.filter { $0.value > now }
        }
        guard ends.count < capacity else {
            return .full
        }
        ends[code] = end
        return .new
    }
}
