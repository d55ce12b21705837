import Glibc
import Synchronization

/// A real pcscd with virtual readers, in a mount and network namespace of its own.
///
/// Runs beside a system pcscd; needs root (for `unshare -mn` and to reach vpcd inside the namespace). libpcsclite reads
/// its socket's path from `PCSCLITE_CSOCK_NAME` once per process, so every daemon of a process is reached through one
/// link, and there is one daemon at a time: `init` waits until the one before is closed. Make and close it within one
/// test, never in a suite's life: a pool thread waiting here must not be the one the holder needs.
public final class PCSCDaemon: Sendable {
    /// Why a daemon could not be started.
    public struct StartError: Error, CustomStringConvertible {
        public let description: String
    }

    private static let firstPort: UInt16 = 0x8C7B
    private static let driver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"

    /// The slots in order: two for each reader.
    public let slots: [VirtualSlot]
    /// The PC/SC names pcscd gives the slots, in order.
    public let readerNames: [String]
    /// The socket as clients outside the namespace see it; already in this process's `PCSCLITE_CSOCK_NAME`.
    public static let socketPath = "/tmp/countertop-pcscd-\(getpid()).comm"
    private static let turn = Mutex(false)
    private var socket: String { folder + "/run/pcscd.comm" }

    private let folder: String
    private let process: Mutex<pid_t>
    private let watchers = Mutex<[(pid_t, Int32)]>([])
    private let hub: Hub

    /// Where the running pcscd can be reached; shared with the slots.
    private final class Hub: Sendable {
        let pid = Mutex<pid_t>(0)
    }

    /// False, with the reason, where this machine cannot run one.
    public static var obstacle: String? {
        if geteuid() != 0 { return "needs root for a namespace" }
        if access(driver, R_OK) != 0 { return "needs the package vsmartcard-vpcd" }
        if access("/usr/sbin/pcscd", X_OK) != 0 { return "needs the package pcscd" }
        return nil
    }

    /// Starts pcscd with `readers` virtual readers of two slots each (at most 8) and waits until it takes clients.
    public init(readers: Int = 1) throws(StartError) {
        var template = Array("/tmp/countertop-pcscd-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw StartError(description: "mkdtemp: \(errno)") }
        while !Self.turn.withLock({ taken in
            defer { taken = true }
            return !taken
        }) { usleep(5000) }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        let hub = Hub()
        self.hub = hub
        process = Mutex(0)
        var slots: [VirtualSlot] = []
        var names: [String] = []
        for reader in 0..<readers {
            for slot in 0..<2 {
                let port = Self.firstPort + UInt16(2 * reader + slot)
                slots.append(VirtualSlot { NamespaceDialler.connect(of: hub.pid.withLock { $0 }, port: port) })
                names.append("Virtual \(Self.letter(reader)) 00 0\(slot)")
            }
        }
        self.slots = slots
        readerNames = names
        mkdir(folder + "/run", 0o755)
        mkdir(folder + "/drivers", 0o755)
        setenv("PCSCLITE_CSOCK_NAME", Self.socketPath, 1)
        unlink(Self.socketPath)
        symlink(socket, Self.socketPath)
        do {
            try configure(readers: readers)
            try start()
        } catch {
            close()
            throw error
        }
    }

    /// Writes a reader.conf with the first `readers` readers; takes effect at the next start.
    ///
    /// Each reader needs a copy of the driver of its own: vpcd keeps its slots in static variables.
    public func configure(readers: Int) throws(StartError) {
        guard let driver = Self.contents(of: Self.driver) else {
            throw StartError(description: "cannot read \(Self.driver)")
        }
        var text = ""
        for reader in 0..<readers {
            let library = "\(folder)/drivers/vpcd\(reader).so"
            guard access(library, R_OK) == 0 || Self.write(driver, to: library) else {
                throw StartError(description: "cannot write \(library)")
            }
            let port = "0x" + String(Self.firstPort + UInt16(2 * reader), radix: 16, uppercase: true)
            text += "FRIENDLYNAME \"Virtual \(Self.letter(reader))\"\nDEVICENAME /dev/null:\(port)\n"
            text += "LIBPATH \(library)\nCHANNELID \(port)\n"
        }
        guard Self.write(Array(text.utf8), to: folder + "/reader.conf") else {
            throw StartError(description: "cannot write reader.conf")
        }
    }

    /// Starts pcscd when it is not running.
    public func start() throws(StartError) {
        guard process.withLock({ $0 }) == 0 else { return }
        unlink(socket)
        let script = """
            mount -t tmpfs none /run && mkdir /run/pcscd && mount --bind '\(folder)/run' /run/pcscd \
            && ip link set lo up && exec /usr/sbin/pcscd -f -c '\(folder)/reader.conf'
            """
        guard let pid = Self.spawn(["/usr/bin/unshare", "-mn", "/bin/sh", "-c", script], log: folder + "/log") else {
            throw StartError(description: "cannot start pcscd")
        }
        process.withLock { $0 = pid }
        guard watch(pid) else { throw StartError(description: "cannot start the watcher") }
        for _ in 0..<1000 {
            if access(socket, F_OK) == 0 {
                hub.pid.withLock { $0 = pid }
                return
            }
            usleep(5000)
        }
        kill()
        throw StartError(description: "pcscd did not open its socket")
    }

    /// Ends pcscd at once, as a crash does; cards stay where they lie.
    public func kill() {
        end(SIGKILL)
    }

    /// Ends pcscd in good order; cards stay where they lie.
    public func stop() {
        end(SIGTERM)
    }

    /// Holds pcscd in its place (`SIGSTOP`) or lets it go on.
    public func freeze(_ frozen: Bool) {
        let pid = process.withLock { $0 }
        if pid > 0 { Glibc.kill(pid, frozen ? SIGSTOP : SIGCONT) }
    }

    /// Takes the cards away, ends pcscd, removes its folder and lets the next daemon begin; once.
    public func close() {
        for slot in slots { slot.remove() }
        end(SIGKILL)
        for reader in 0..<8 { unlink("\(folder)/drivers/vpcd\(reader).so") }
        for name in ["reader.conf", "log", "run/pcscd.comm", "run/pcscd.pid"] { unlink("\(folder)/\(name)") }
        for name in ["/run", "/drivers", ""] { rmdir(folder + name) }
        unlink(Self.socketPath)
        Self.turn.withLock { $0 = false }
    }

    /// Starts a shell that ends pcscd and removes its folder when this process dies without `close`.
    private func watch(_ pid: pid_t) -> Bool {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return false }
        ends.forEach { _ = fcntl($0, F_SETFD, FD_CLOEXEC) }
        let script = "read x || { kill -9 \(pid); rm -rf '\(folder)' '\(Self.socketPath)'; }"
        let watcher = Self.spawn(["/bin/sh", "-c", script], input: ends[0], log: "/dev/null")
        Glibc.close(ends[0])
        guard let watcher else {
            Glibc.close(ends[1])
            return false
        }
        let pipe = ends[1]
        watchers.withLock { $0.append((watcher, pipe)) }
        return true
    }

    private func end(_ signal: Int32) {
        hub.pid.withLock { $0 = 0 }
        process.withLock { pid in
            guard pid > 0 else { return }
            Glibc.kill(pid, signal)
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            pid = 0
        }
        watchers.withLock { watchers in
            for (watcher, pipe) in watchers {
                _ = Glibc.write(pipe, "\n", 1)
                Glibc.close(pipe)
                var status: Int32 = 0
                while waitpid(watcher, &status, 0) < 0, errno == EINTR {}
            }
            watchers = []
        }
    }

    private static func letter(_ reader: Int) -> String {
        String(decoding: [UInt8(0x41 + reader)], as: UTF8.self)
    }

    private static func contents(of path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { Glibc.close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let got = read(file, &chunk, chunk.count)
            guard got >= 0 else { return nil }
            guard got > 0 else { return bytes }
            bytes += chunk.prefix(got)
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) -> Bool {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard file >= 0 else { return false }
        defer { Glibc.close(file) }
        return Glibc.write(file, bytes, bytes.count) == bytes.count
    }

    private static func spawn(_ arguments: [String], input: Int32? = nil, log: String) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var argv = arguments.map { strdup($0) }
        argv.append(nil)
        defer { for argument in argv { free(argument) } }
        var pid: pid_t = 0
        return posix_spawn(&pid, arguments[0], &actions, nil, argv, environ) == 0 ? pid : nil
    }
}
