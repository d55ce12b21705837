import CLinux
import Glibc
import Synchronization

/// A serial line held exclusively, raw, with deadlines.
///
/// One thread owns it; `interrupt`ing a wait is done by polling `descriptor` together with an `EventFD`. Nothing is
/// sent and no modem line is changed beyond what opening a port does.
public final class SerialPort: Sendable {
    public let path: String
    /// For `Poll.wait`.
    public let descriptor: Int32
    private let closed = Atomic(false)

    /// Opens the port, takes it exclusively and sets the line; EBUSY when another program has it, EINVAL when the driver
    /// did not take the settings.
    public init(path: String, settings: SerialSettings) throws(LinuxError) {
        self.path = path
        descriptor = try retrying("open", path) {
            countertop_open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC, 0)
        }
        do throws(LinuxError) {
            let number = descriptor
            // root passes TIOCEXCL by, hence the file lock as well.
            guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
                throw LinuxError(call: "flock", errno: errno == EWOULDBLOCK ? EBUSY : errno, path: path)
            }
            _ = try retrying("TIOCEXCL", path) { countertop_ioctl(number, UInt(TIOCEXCL), nil) }
            try Terminal.apply(settings, to: number, path: path)
        } catch {
            close()
            throw error
        }
    }

    deinit {
        close()
    }

    /// What is there, at most `count` bytes; empty when the deadline passed first. A line that hung up throws EIO.
    public func read(upTo count: Int, until deadline: Deadline) throws(LinuxError) -> [UInt8] {
        guard let bytes = try Transfer.read(descriptor, upTo: count, until: deadline) else {
            return []
        }
        guard !bytes.isEmpty || count == 0 else {
            throw LinuxError(call: "read", errno: EIO, path: path)
        }
        return bytes
    }

    /// How many bytes the driver took until the deadline: fewer when flow control held the line.
    public func write(_ bytes: [UInt8], until deadline: Deadline) throws(LinuxError) -> Int {
        try Transfer.write(descriptor, bytes, until: deadline)
    }

    /// Blocks until the last byte has left the port (tcdrain(3)); without a deadline, so only after `pendingOutput` is 0
    /// or where nothing holds the line.
    public func drain() throws(LinuxError) {
        _ = try retrying("tcdrain", path) { tcdrain(descriptor) }
    }

    /// Bytes written but not yet sent (TIOCOUTQ).
    public func pendingOutput() throws(LinuxError) -> Int {
        var count: Int32 = 0
        _ = try retrying("TIOCOUTQ", path) { countertop_ioctl(descriptor, UInt(TIOCOUTQ), &count) }
        return Int(count)
    }

    /// Throws away what was received and not read.
    public func discardInput() throws(LinuxError) {
        _ = try retrying("tcflush", path) { tcflush(descriptor, TCIFLUSH) }
    }

    /// Throws away what was written and not sent.
    public func discardOutput() throws(LinuxError) {
        _ = try retrying("tcflush", path) { tcflush(descriptor, TCOFLUSH) }
    }

    /// The settings the driver works with now; DTR/DSR, which is none of its business, looks like no flow control.
    public func settings() throws(LinuxError) -> SerialSettings {
        try Terminal.read(descriptor, path: path)
    }

    /// Changes the settings of the open line at once; EINVAL when the driver did not take them.
    public func apply(_ settings: SerialSettings) throws(LinuxError) {
        try Terminal.apply(settings, to: descriptor, path: path)
    }

    /// Modem lines the other side drives (TIOCMGET); nil where the line has none, as a pseudo-terminal.
    public func modemLines() -> (clearToSend: Bool, dataSetReady: Bool)? {
        var bits: Int32 = 0
        guard countertop_ioctl(descriptor, UInt(TIOCMGET), &bits) == 0 else {
            return nil
        }
        return (bits & TIOCM_CTS != 0, bits & TIOCM_DSR != 0)
    }

    /// Gives the port back; a second call does nothing.
    public func close() {
        if closed.exchange(true, ordering: .acquiringAndReleasing) == false {
            // A child that is just being spawned holds a copy of the descriptor, and with it the lock, until it runs.
            flock(descriptor, LOCK_UN)
            Glibc.close(descriptor)
        }
    }
}
