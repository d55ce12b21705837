import Domain

/// Which dynamic codes were accepted while they could be shown again (RFC 6238 §5.2).
///
/// It holds a bounded number of codes and forgets one only when its time is over: a full cache accepts nothing rather than a replay.
public struct ReplayCache: Sendable {
    public static let defaultCapacity = 4096

    enum Taken: Sendable, Hashable {
        case new, replayed, full
    }

    private let capacity: Int
    private var ends: [[UInt8]: Instant] = [:]
    private var unsaved: [AcceptedCode] = []

    public init(capacity: Int = ReplayCache.defaultCapacity) {
        self.capacity = max(1, capacity)
    }

    /// How many codes are remembered.
    public var count: Int { ends.count }

    /// Takes over what an earlier run accepted.
    public mutating func remember(_ codes: [AcceptedCode], at now: Instant) {
        for code in codes where code.until > now {
            ends[code.mark] = code.until
        }
    }

    /// Takes a code that is right; it stays until the first time at which it would not be accepted any more.
    mutating func take(_ code: AcceptedCode, at now: Instant) -> Taken {
        if ends[code.mark] != nil {
            return .replayed
        }
        if ends.count >= capacity {
            ends = ends.filter { $0.value > now }
        }
        guard ends.count < capacity else {
            return .full
        }
        ends[code.mark] = code.until
        unsaved.append(code)
        return .new
    }

    /// What was accepted since the last call, for whoever stores it.
    mutating func takeUnsaved() -> [AcceptedCode] {
        defer { unsaved = [] }
        return unsaved
    }
}
