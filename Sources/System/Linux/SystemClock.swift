import CLinux
import Glibc

/// The kernel's clocks; any thread, never blocks.
public enum SystemClock {
    /// Wall clock, milliseconds since 1970-01-01T00:00:00Z; may step.
    public static var wallMilliseconds: Int64 {
        let time = read(CLOCK_REALTIME)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Counts while the machine runs, not while it sleeps; for deadlines and durations.
    public static var monotonicNanoseconds: UInt64 { nanoseconds(CLOCK_MONOTONIC) }

    /// Counts since the boot, also while the machine sleeps; with `bootID` it orders events of one boot.
    public static var bootNanoseconds: UInt64 { nanoseconds(CLOCK_BOOTTIME) }

    /// The random id of this boot; nil where /proc is not mounted.
    public static var bootID: String? {
        guard let bytes = try? Files.read("/proc/sys/kernel/random/boot_id", limit: 64) else {
            return nil
        }
        return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
    }

    /// Whether something (NTP, PTP) keeps the wall clock right, adjtimex(2).
    public static var isSynchronised: Bool { countertop_clock_synchronised() == 1 }

    /// Seconds east of UTC in the machine's time zone at a wall-clock time.
    public static func localOffsetSeconds(atMilliseconds wall: Int64) -> Int {
        var seconds = time_t(wall >= 0 ? wall / 1000 : (wall - 999) / 1000)
        var parts = tm()
        // localtime_r need not read TZ by itself.
        tzset()
        return localtime_r(&seconds, &parts) == nil ? 0 : parts.tm_gmtoff
    }

    private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
        let time = read(clock)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }
}
