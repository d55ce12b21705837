import Glibc

/// A point on the monotonic clock until which something may take; the wall clock never moves it.
public struct Deadline: Sendable, Hashable, Comparable {
    /// CLOCK_MONOTONIC nanoseconds; `UInt64.max` never comes.
    public let nanoseconds: UInt64

    public init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// Never comes.
    public static let never = Deadline(nanoseconds: .max)
    /// Has come already: look once, do not wait.
    public static let now = Deadline(nanoseconds: 0)

    /// `milliseconds` from now; a negative number is now.
    public static func after(milliseconds: Int) -> Deadline {
        let span = UInt64(max(0, milliseconds)).multipliedReportingOverflow(by: 1_000_000)
        let end = SystemClock.monotonicNanoseconds.addingReportingOverflow(span.partialValue)
        return span.overflow || end.overflow ? .never : Deadline(nanoseconds: end.partialValue)
    }

    public var isPast: Bool { self != .never && SystemClock.monotonicNanoseconds >= nanoseconds }

    /// Milliseconds left, rounded up; 0 when past, `Int.max` for `never`.
    public var remainingMilliseconds: Int {
        guard self != .never else {
            return .max
        }
        let now = SystemClock.monotonicNanoseconds
        return now >= nanoseconds ? 0 : Int((nanoseconds - now + 999_999) / 1_000_000)
    }

    public static func < (left: Deadline, right: Deadline) -> Bool { left.nanoseconds < right.nanoseconds }

    /// The time-out argument of poll(2).
    var pollMilliseconds: Int32 {
        self == .never ? -1 : Int32(min(remainingMilliseconds, Int(Int32.max)))
    }
}
