import Glibc
import Linux

/// Nanoseconds of the monotonic clock.
enum Stopwatch {
    static var now: UInt64 { SystemClock.monotonicNanoseconds }

    /// Sleeps until the clock shows `nanoseconds`: the beat of an open loop, which does not wait for what it measures.
    static func sleep(until nanoseconds: UInt64) {
        _ = takesNoSlack
        var time = timespec(
            tv_sec: Int(nanoseconds / 1_000_000_000),
            tv_nsec: Int(nanoseconds % 1_000_000_000)
        )
        while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
    }

    /// The kernel may let an ordinary thread sleep 50 µs longer than it asked, which would be charged to what is measured.
    private static let takesNoSlack: Void = {
        guard let slack = try? FileDescriptor(open: "/proc/self/timerslack_ns", flags: O_WRONLY) else {
            return
        }
        try? slack.writeAll(Array("1".utf8))
        try? slack.close()
    }()

    static func measure(_ body: () throws -> Void) rethrows -> UInt64 {
        let begin = now
        try body()
        return now - begin
    }
}
