import CLinux
import Glibc
import Synchronization

/// A pseudo-terminal: a program opens `path` as a serial line, a simulator works the other end here.
///
/// Keeps the slave open itself, so that the line survives its user's close. Takes baud and CRTSCTS without effect and
/// refuses 7 bits and parity, as the kernel's pty driver does.
public final class PseudoTerminal: Sendable {
    /// `/dev/pts/N`, what the user of the line opens.
    public let path: String
    /// The simulator's end, for `Poll.wait`.
    public let descriptor: Int32
    private let slave: Int32
    private let closed = Atomic(false)

    public init() throws(LinuxError) {
        var master: Int32 = -1
        var slave: Int32 = -1
        _ = try retrying("openpty", nil) { openpty(&master, &slave, nil, nil, nil) }
        countertop_set_close_on_exec(master)
        countertop_set_close_on_exec(slave)
        var name = [CChar](repeating: 0, count: 128)
        ttyname_r(slave, &name, name.count)
        path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        descriptor = master
        self.slave = slave
        do throws(LinuxError) {
            try Transfer.makeNonBlocking(master)
            // Until its user sets the line it must not echo what the simulator sends.
            var line = termios()
            _ = try retrying("tcgetattr", path) { tcgetattr(slave, &line) }
            cfmakeraw(&line)
            _ = try retrying("tcsetattr", path) { tcsetattr(slave, TCSANOW, &line) }
        } catch {
            close()
            throw error
        }
    }

    deinit {
        close()
    }

    /// What the line's user wrote; nil when the deadline passed first.
    public func read(upTo count: Int, until deadline: Deadline) throws(LinuxError) -> [UInt8]? {
        try Transfer.read(descriptor, upTo: count, until: deadline)
    }

    /// How many bytes the line took until the deadline.
    public func write(_ bytes: [UInt8], until deadline: Deadline) throws(LinuxError) -> Int {
        try Transfer.write(descriptor, bytes, until: deadline)
    }

    /// The settings the line's user made, so that a simulator can hold or garble accordingly.
    public func settings() throws(LinuxError) -> SerialSettings {
        try Terminal.read(slave, path: path)
    }

    /// Takes the line away, as an unplugged adapter does: its user reads EIO. A second call does nothing.
    public func close() {
        if closed.exchange(true, ordering: .acquiringAndReleasing) == false {
            Glibc.close(slave)
            Glibc.close(descriptor)
        }
    }
}
