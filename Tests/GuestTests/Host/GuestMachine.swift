import Glibc
import Linux
import USBSimulator

/// Debian's stock kernel in QEMU with systemd and the daemon, its agent, and the USB devices that can be plugged into it; see
/// `Machine/boot`.
///
/// The simulated devices are here, where they run at full speed; the kernel in the guest reaches them over USB/IP.
final class GuestMachine {
    /// Nil where the guest can run; else what is missing, for a person.
    static var obstacle: String? {
        #if arch(x86_64)
            for (program, package) in [
                ("/usr/bin/qemu-system-x86_64", "qemu-system-x86"), ("/lib/systemd/systemd", "systemd"),
                ("/lib/systemd/systemd-udevd", "udev"), ("/usr/bin/cpio", "cpio"), ("/usr/bin/xz", "xz-utils"),
            ] where access(program, X_OK) != 0 {
                return "The package \(package) is missing: apt-get install \(package)."
            }
            return nil
        #else
            return "Only x86_64 machines boot the guest."
        #endif
    }

    let server: USBIPServer
    private let folder: String
    private let child: ChildProcess
    private let socket: StreamSocket

    /// Boots and waits for the agent.
    init() throws {
        let folder = try Files.makeTemporaryFolder("countertop-guest")
        let programs = Files.folder(of: try Self.executable())
        let listener = try TCPSocket.listen(host: "127.0.0.1", port: 0)
        defer { listener.close() }
        let child = try ChildProcess(
            [Files.folder(of: #filePath) + "/../Machine/boot", programs + "/guest-agent", String(listener.port)],
            environment: ["GUEST_PROGRAMS=\(programs)", "GUEST_QMP=\(folder)/qmp"],
            output: .file(folder + "/log"),
            error: .file(folder + "/log")
        )
        // The kernel may have to be fetched first.
        let deadline = Deadline.after(milliseconds: 300_000)
        var accepted: StreamSocket?
        while accepted == nil, child.exit() == nil, !deadline.isPast {
            accepted = try listener.accept(until: .after(milliseconds: 200))
        }
        guard let accepted else {
            let log = (try? Files.read(folder + "/log")).map { String(decoding: $0, as: UTF8.self) } ?? ""
            throw CheckFailure("the guest does not boot: \(log)")
        }
        self.folder = folder
        self.child = child
        socket = accepted
        server = try USBIPServer()
    }

    /// Ends the machine and removes what it left.
    func end() {
        server.stop()
        socket.close()
        _ = try? child.stop()
        for name in ["qmp", "log"] {
            unlink("\(folder)/\(name)")
        }
        rmdir(folder)
    }

    /// What the agent answers; throws what it refuses with.
    @discardableResult
    func ask(_ request: String) throws -> String {
        let deadline = Deadline.after(milliseconds: 180_000)
        try socket.writeAll(Array((request + "\n").utf8), until: deadline)
        var head: [UInt8] = []
        while head.last != 0x0A {
            head += try socket.readExactly(1, until: deadline)
        }
        let words = String(decoding: head.dropLast(), as: UTF8.self).split(separator: " ")
        guard words.count == 2, let count = Int(words[1]) else {
            throw CheckFailure("the agent answers \(words)")
        }
        let body = String(decoding: try socket.readExactly(count, until: deadline), as: UTF8.self)
        guard words[0] == "ok" else {
            throw CheckFailure("\(request): \(body)")
        }
        return body
    }

    /// Runs a script of one line as root in the guest.
    @discardableResult
    func shell(_ script: String) throws -> String {
        try ask("shell " + script)
    }

    /// The daemon's settings from its next start on.
    func configure(_ text: String) throws {
        try shell("printf %s '\(text.split(separator: "\n").joined(separator: " "))' >/etc/countertop/countertop.json5")
    }

    /// The number of the bus of the virtual high-speed ports.
    func virtualBus() throws -> String {
        let bus = try ask("bus")
        try require(UInt8(bus) != nil, "the virtual ports have no bus: \(bus)")
        return bus
    }

    /// Does something with QEMU's own keyboard; see `QEMUMonitor.perform`.
    func keyboard(_ command: String) throws {
        let monitor = try QEMUMonitor(path: folder + "/qmp")
        defer { monitor.close() }
        try monitor.perform(command.split(separator: " "))
    }

    private static func executable() throws -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else {
            throw LinuxError(call: "readlink", errno: errno)
        }
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
