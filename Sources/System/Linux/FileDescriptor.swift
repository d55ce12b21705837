import CLinux
import Glibc

/// An open file descriptor with exactly one owner; `close()` consumes it, and a forgotten one is closed at the end of its life.
public struct FileDescriptor: ~Copyable {
    /// The number, for polling and for calls of this module; still owned here.
    public let raw: Int32

    /// Takes over a descriptor that a system call just made.
    public init(owning raw: Int32) {
        self.raw = raw
    }

    /// open(2) with O_CLOEXEC.
    public init(open path: String, flags: Int32, mode: UInt32 = 0o600) throws(LinuxError) {
        raw = try retrying("open", path) { countertop_open(path, flags | O_CLOEXEC, mode) }
    }

    deinit {
        Glibc.close(raw)
    }

    /// Closes it and reports what close(2) says, which for a written file matters.
    public consuming func close() throws(LinuxError) {
        let number = raw
        discard self
        // On Linux the descriptor is gone also after EINTR.
        guard Glibc.close(number) == 0 || errno == EINTR else {
            throw LinuxError(call: "close", errno: errno)
        }
    }

    /// Reads at most `count` bytes; empty at the end. Blocks unless the descriptor is non-blocking.
    public borrowing func read(upTo count: Int) throws(LinuxError) -> [UInt8] {
        try Transfer.read(raw, upTo: count)
    }

    /// Writes everything, in as many calls as it takes.
    public borrowing func writeAll(_ bytes: [UInt8]) throws(LinuxError) {
        var done = 0
        while done < bytes.count {
            done += try Transfer.write(raw, bytes, from: done)
        }
    }

    /// What a non-blocking descriptor has, at most `count` bytes; empty at the end, nil when the deadline passed first.
    public borrowing func read(upTo count: Int, until deadline: Deadline) throws(LinuxError) -> [UInt8]? {
        try Transfer.read(raw, upTo: count, until: deadline)
    }

    /// How many bytes a non-blocking descriptor took until the deadline.
    public borrowing func write(_ bytes: [UInt8], until deadline: Deadline) throws(LinuxError) -> Int {
        try Transfer.write(raw, bytes, until: deadline)
    }

    /// fsync(2).
    public borrowing func sync() throws(LinuxError) {
        let number = raw
        _ = try retrying("fsync", nil) { fsync(number) }
    }

    /// Takes the whole file for this open file only; false when another open file has it, in this process or another.
    public borrowing func tryLock() throws(LinuxError) -> Bool {
        guard flock(raw, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else {
                throw LinuxError(call: "flock", errno: errno)
            }
            return false
        }
        return true
    }
}
