import Glibc

/// Signals taken synchronously: blocked before any other thread exists, then waited for by the main thread.
public enum Signals {
    /// Blocks `signals` in the calling thread and in all threads it makes from now on, and ignores SIGPIPE.
    public static func block(_ signals: [Int32]) {
        var set = mask(signals)
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Blocks the thread until one of `signals`, which must be blocked, arrives; nil when the deadline passed first.
    public static func wait(for signals: [Int32], until deadline: Deadline = .never) throws(LinuxError) -> Int32? {
        var set = mask(signals)
        while true {
            let result: Int32
            if deadline == .never {
                result = sigwaitinfo(&set, nil)
            } else {
                let left = deadline.remainingMilliseconds
                var time = timespec(tv_sec: left / 1000, tv_nsec: left % 1000 * 1_000_000)
                result = sigtimedwait(&set, nil, &time)
            }
            if result > 0 {
                return result
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: if deadline.isPast { return nil }
            default: throw LinuxError(call: "sigtimedwait", errno: errno)
            }
        }
    }

    private static func mask(_ signals: [Int32]) -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in signals {
            sigaddset(&set, number)
        }
        return set
    }
}
