/// Makes UUIDv7 ids that stay monotonic when the wall clock steps back, from injected time and randomness.
public struct IDGenerator: Sendable {
    private var lastMilliseconds: Int64 = 0
    private var counter: UInt16 = 0

    public init() {}

    /// Next id. `random` must give at least eight fresh random bytes; a 12-bit counter orders ids of one millisecond.
    public mutating func next(time: Instant, random: [UInt8]) -> EntityID {
        if time.milliseconds > lastMilliseconds {
            lastMilliseconds = time.milliseconds
            counter = 0
        } else if counter < 0x0FFF {
            counter += 1
        } else {
            lastMilliseconds += 1
            counter = 0
        }
        var tail = [UInt8(truncatingIfNeeded: counter >> 8), UInt8(truncatingIfNeeded: counter)]
        tail.append(contentsOf: random.prefix(8))
        return EntityID(time: Instant(milliseconds: lastMilliseconds), random: tail)
    }
}
