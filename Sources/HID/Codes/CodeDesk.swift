import Domain

/// The last step of one device's readings: the same again is dropped, what was read is recognised and overwritten.
///
/// One a device; the cache of dynamic codes is one for all devices, so that no other lane takes what one has taken.
public struct CodeDesk: Sendable {
    private var repeats: RepeatFilter

    /// - Parameters:
    ///   - window: milliseconds within which the same reading again is the same event.
    ///   - key: random, of this run.
    public init(window: Int64, key: [UInt8]) {
        repeats = RepeatFilter(window: window, key: key)
    }

    /// What is told of a reading; nil for the same one again.
    ///
    /// - Parameters:
    ///   - now: the wall clock, which dynamic codes go by.
    ///   - monotonic: milliseconds that only ever grow.
    public mutating func take(
        _ reading: Reading,
        with recogniser: CodeRecogniser,
        at now: Instant,
        monotonic: Int64,
        replays: inout ReplayCache
    ) -> CodeReading? {
        guard !repeats.isRepeat(reading, at: monotonic) else {
            reading.wipe()
            return nil
        }
        return recogniser.take(reading, at: now, replays: &replays)
    }
}
