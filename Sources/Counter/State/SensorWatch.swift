/// What was told of a sensor, and how often lately.
///
/// A sensor that flickers is not told each time: what goes beyond the limit is held back, and told as soon as there is room
/// again, if the sensor is then otherwise than last told.
struct SensorWatch: Sendable, Hashable {
    /// One event to be written.
    struct Telling: Sendable, Hashable {
        let value: String
        let before: String
        /// Changes since the last event that got none of their own.
        let heldBack: Int
    }

    private(set) var told: String
    private(set) var now: String
    /// Changes since the last event.
    private var changes = 0
    /// Monotonic ms of the latest events, oldest first.
    private var times: [Int64] = []

    /// A sensor that says `resting` until it says something else.
    init(resting: String) {
        told = resting
        now = resting
    }

    mutating func see(_ value: String) {
        if value != now {
            now = value
            changes += 1
        }
    }

    /// Goes back to `value` without an event: another one has told it.
    mutating func rest(at value: String) {
        told = value
        now = value
        changes = 0
    }

    /// The event that is due at `time`: at most `limit` of them within `window` ms.
    mutating func take(at time: Int64, limit: Int, window: Int64) -> Telling? {
        times.removeAll { $0 + window <= time }
        guard now != told, times.count < limit else {
            return nil
        }
        defer {
            told = now
            changes = 0
            times.append(time)
        }
        return Telling(value: now, before: told, heldBack: max(0, changes - 1))
    }

    /// When what is held back may be told; nil when nothing is.
    func due(window: Int64) -> Int64? {
        now == told ? nil : times.first.map { $0 + window }
    }
}
