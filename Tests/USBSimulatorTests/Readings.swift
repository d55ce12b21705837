import Linux
import USB

/// What an input delivered, for a test that waits for it.
final class Readings: Sendable {
    private let all = ConditionBox<[USBReading]>([])

    var deliver: @Sendable (USBReading, Int64) -> Void {
        { [all] reading, _ in all.update { $0.append(reading) } }
    }

    /// The data delivered so far.
    var data: [[UInt8]] {
        all.withLock { $0.compactMap { if case .data(let bytes) = $0 { bytes } else { nil } } }
    }

    /// Waits for `count` messages and returns those there are after at most 5 s.
    func data(_ count: Int) -> [[UInt8]] {
        _ = all.wait(until: .after(milliseconds: 5_000)) { readings in
            readings.count { if case .data = $0 { true } else { false } } >= count ? true : nil
        }
        return data
    }

    /// Waits for a failure.
    func failure() -> USBError? {
        all.wait(until: .after(milliseconds: 5_000)) { readings in
            readings.lazy.compactMap { if case .failed(let error) = $0 { error } else { nil } }.first
        }
    }

    /// Failures told so far.
    var failures: Int { all.withLock { $0.count { if case .failed = $0 { true } else { false } } } }
}
