import CLinux
import Glibc
import Synchronization

/// A child process with a known end: for tests, simulators and the demo.
///
/// Any thread. A child still running when the last reference goes is killed by its id and reaped.
public final class ChildProcess: Sendable {
    /// How it ended.
    public enum Exit: Sendable, Hashable {
        case exited(code: Int32)
        case signalled(Int32)
    }

    /// Where an output of the child goes.
    public enum Output: Sendable, Hashable {
        case inherit, discard
        /// Appended to a file.
        case file(String)
    }

    public let process: Int32
    private let watch: Int32
    private let ended = Mutex<Exit?>(nil)

    /// Starts `arguments[0]`, looked up in PATH, in a process group of its own, with default signals, an empty signal
    /// mask and no input.
    ///
    /// - Parameter environment: `NAME=value` added to or replacing the own environment's.
    public init(
        _ arguments: [String],
        environment: [String] = [],
        output: Output = .inherit,
        error: Output = .inherit
    ) throws(LinuxError) {
        guard let program = arguments.first else {
            throw LinuxError(call: "posix_spawnp", errno: EINVAL)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        Self.redirect(&actions, 1, output)
        Self.redirect(&actions, 2, error)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP)
        )

        var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = Self.merged(environment).map { strdup($0) } + [nil]
        defer {
            for pointer in argv + envp {
                free(pointer)
            }
        }
        var id: pid_t = 0
        let number = posix_spawnp(&id, program, &actions, &attributes, &argv, &envp)
        guard number == 0 else {
            throw LinuxError(call: "posix_spawnp", errno: number, path: program)
        }
        process = id
        watch = countertop_pidfd_open(id)
        guard watch >= 0 else {
            let number = errno
            Glibc.kill(id, SIGKILL)
            waitpid(id, nil, 0)
            throw LinuxError(call: "pidfd_open", errno: number, path: program)
        }
    }

    deinit {
        if exit() == nil {
            Glibc.kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(watch)
    }

    /// How it ended; nil while it runs. Never blocks.
    public func exit() -> Exit? {
        ended.withLock { known in
            if known == nil {
                var status: Int32 = 0
                if waitpid(process, &status, WNOHANG) == process {
                    known = status & 0x7F == 0 ? .exited(code: (status >> 8) & 0xFF) : .signalled(status & 0x7F)
                }
            }
            return known
        }
    }

    /// Waits for its end; nil when the deadline passed first.
    public func wait(until deadline: Deadline) throws(LinuxError) -> Exit? {
        while true {
            if let exit = exit() {
                return exit
            }
            guard try Poll.wait(watch, for: .readable, until: deadline) else {
                return nil
            }
        }
    }

    /// Sends it a signal; nothing when it has ended.
    public func signal(_ number: Int32) {
        if exit() == nil {
            Glibc.kill(process, number)
        }
    }

    /// Sends a signal to it and its descendants in its process group; nothing when it has ended.
    public func signalGroup(_ number: Int32) {
        if exit() == nil {
            killpg(process, number)
        }
    }

    /// SIGTERM, and SIGKILL to the group when it is still there after the grace time; returns how it ended.
    @discardableResult
    public func stop(graceMilliseconds: Int = 5000) throws(LinuxError) -> Exit? {
        signal(SIGTERM)
        if let exit = try wait(until: .after(milliseconds: graceMilliseconds)) {
            return exit
        }
        signalGroup(SIGKILL)
        return try wait(until: .never)
    }

    private static func redirect(_ actions: inout posix_spawn_file_actions_t, _ descriptor: Int32, _ output: Output) {
        switch output {
        case .inherit: break
        case .discard: posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        case .file(let path):
            posix_spawn_file_actions_addopen(&actions, descriptor, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        }
    }

    private static func merged(_ added: [String]) -> [String] {
        let names = Set(added.map { $0.prefix { $0 != "=" } })
        var own: [String] = []
        var next: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = countertop_environment()
        while let entry = next.pointee {
            let text = String(cString: entry)
            if !names.contains(text.prefix { $0 != "=" }) {
                own.append(text)
            }
            next += 1
        }
        return own + added
    }
}
