import Glibc
import Linux

/// Debian's stock kernel in QEMU, running the checks; see `Machine/boot`.
final class GuestMachine {
    /// Nil where the guest can run; else what is missing, for a person.
    static var obstacle: String? {
        #if arch(x86_64)
            for (program, package) in [
                ("/usr/bin/qemu-system-x86_64", "qemu-system-x86"), ("/lib/systemd/systemd-udevd", "udev"),
                ("/usr/bin/cpio", "cpio"), ("/usr/bin/setpriv", "util-linux"),
            ] where access(program, X_OK) != 0 {
                return "The package \(package) is missing: apt-get install \(package)."
            }
            return nil
        #else
            return "Only x86_64 machines boot the guest."
        #endif
    }

    private let folder: String
    private let child: ChildProcess
    private let serial: StreamSocket
    private var pending: [UInt8] = []

    /// Boots and begins the checks.
    init() throws {
        var template = Array("/tmp/countertop-guest-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw LinuxError(call: "mkdtemp", errno: errno)
        }
        let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        let checks = Files.folder(of: try Self.executable()) + "/guest-checks"
        let child = try ChildProcess(
            [Files.folder(of: #filePath) + "/../Machine/boot", checks, "check"],
            environment: [
                "GUEST_SERIAL=unix:\(folder)/serial,server=on,wait=on", "GUEST_QMP=\(folder)/qmp",
            ],
            output: .file(folder + "/log"),
            error: .file(folder + "/log")
        )
        // The kernel may have to be fetched first.
        let deadline = Deadline.after(milliseconds: 180_000)
        var connected: StreamSocket?
        while connected == nil, child.exit() == nil, !deadline.isPast {
            connected = try? UnixSocket.connect(folder + "/serial", until: deadline)
            usleep(20_000)
        }
        guard let connected else {
            let log = (try? Files.read(folder + "/log")).map { String(decoding: $0, as: UTF8.self) } ?? ""
            throw LinuxError(call: "boot: \(log)", errno: EPROTO)
        }
        self.folder = folder
        self.child = child
        serial = connected
    }

    /// The next line of the checks, after doing what they ask of the host; nil at the end.
    func nextLine(until deadline: Deadline) throws -> String? {
        while true {
            if let end = pending.firstIndex(of: 0x0A) {
                let line = String(decoding: pending[..<end], as: UTF8.self)
                pending.removeFirst(end + 1)
                guard line.hasPrefix("host ") else {
                    return line
                }
                try perform(line.split(separator: " ").dropFirst())
                continue
            }
            guard let bytes = try serial.read(upTo: 4096, until: deadline), !bytes.isEmpty else {
                return nil
            }
            pending += bytes.filter { $0 != 0x0D }
        }
    }

    /// Ends the machine and removes what it left.
    func end() {
        serial.close()
        _ = try? child.stop()
        for name in ["serial", "qmp", "log"] {
            unlink("\(folder)/\(name)")
        }
        rmdir(folder)
    }

    private func perform(_ words: ArraySlice<Substring>) throws {
        var answer = "ok\n"
        do {
            let monitor = try QEMUMonitor(path: folder + "/qmp")
            defer { monitor.close() }
            try monitor.perform(Array(words))
        } catch {
            answer = "\(error)\n"
        }
        try serial.writeAll(Array(answer.utf8), until: .after(milliseconds: 5_000))
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
