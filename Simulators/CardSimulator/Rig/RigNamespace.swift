import Glibc
import Linux
import Synchronization

/// A shell in a mount and network namespace of its own that runs pcscd there and opens connections for us.
///
/// Works as root and, by a user namespace, as anybody. It ends pcscd and clears the folder away when this process dies.
final class RigNamespace: Sendable {
    /// pcscd must meet no hardware of this machine: its hot-plug drivers are hidden with the rest of /run.
    private static let script = #"""
        folder=$1 link=$2 pcscd=
        mount -t tmpfs none /run && mkdir /run/pcscd && mount --bind "$folder/run" /run/pcscd \
            && mount -t tmpfs none /usr/lib/pcsc/drivers && ip link set lo up || exit 1
        exec 3<"$folder/asked" 4>"$folder/answers"
        echo ready >&4
        while read -r -u 3 word rest; do
            case $word in
                start)
                    /usr/sbin/pcscd -f -c "$folder/reader.conf" 3<&- 4>&- &
                    pcscd=$!
                    echo started >&4 ;;
                alive) kill -0 "$pcscd" 2>/dev/null && echo yes >&4 || echo no >&4 ;;
                signal) kill -s "$rest" "$pcscd" 2>/dev/null; echo sent >&4 ;;
                wait)
                    wait "$pcscd" 2>/dev/null
                    pcscd=
                    echo ended >&4 ;;
                dial)
                    if { exec {line}<>"/dev/tcp/127.0.0.1/$rest"; } 2>/dev/null; then
                        echo "$line" >&4
                        read -r -u 3
                        exec {line}>&-
                    else
                        echo refused >&4
                    fi ;;
            esac
        done
        [ -z "$pcscd" ] || kill -9 "$pcscd"
        [ -z "$link" ] || rm -f "$link"
        rm -rf "$folder"
        """#

    private let shell: ChildProcess
    private let asked: Int32
    private let answers: Int32
    private let log: String
    private let turn = Mutex<[UInt8]>([])

    /// `folder` must hold `run/`; `link`, a path or empty, is removed with the folder.
    init(folder: String, link: String) throws(RigError) {
        log = folder + "/log"
        for name in ["asked", "answers"] {
            guard mkfifo("\(folder)/\(name)", 0o600) == 0 else {
                throw RigError("mkfifo \(folder)/\(name): \(String(cString: strerror(errno)))")
            }
        }
        let unshare = geteuid() == 0 ? "-mn" : "-rmn"
        do {
            // Open for both, so that neither side waits for the other to open its end.
            asked = try Self.open(folder + "/asked", O_RDWR)
            answers = try Self.open(folder + "/answers", O_RDONLY)
            shell = try ChildProcess(
                ["unshare", unshare, "bash", "-c", Self.script, "pcscd-rig", folder, link],
                output: .file(log),
                error: .file(log)
            )
        } catch {
            throw RigError("The namespace of pcscd cannot be made: \(error)")
        }
        do throws(RigError) {
            try turn.withLock { rest throws(RigError) in _ = try answer(&rest, until: .after(milliseconds: 10_000)) }
        } catch {
            // The log tells why: it goes with the folder.
            let failure = RigError("\(error) \(logText)")
            close()
            throw failure
        }
    }

    private static func open(_ path: String, _ flags: Int32) throws(LinuxError) -> Int32 {
        let descriptor = Glibc.open(path, flags | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw LinuxError(call: "open", errno: errno, path: path)
        }
        return descriptor
    }

    /// The last lines pcscd and the shell wrote.
    var logText: String {
        guard let bytes = try? Files.read(log) else {
            return ""
        }
        return String(decoding: bytes.suffix(2000), as: UTF8.self)
    }

    /// Sends one word and returns the answer.
    func ask(_ word: String, milliseconds: Int = 30_000) throws(RigError) -> String {
        try turn.withLock { rest throws(RigError) in
            try say(word)
            return try answer(&rest, until: .after(milliseconds: milliseconds))
        }
    }

    /// A connection to a port inside the namespace; nil when nobody listens there.
    func dial(_ port: UInt16) throws(RigError) -> StreamSocket? {
        try turn.withLock { rest throws(RigError) in
            try say("dial \(port)")
            guard let there = Int32(try answer(&rest, until: .after(milliseconds: 10_000))) else {
                return nil
            }
            do {
                let taken = Result { try ProcessDescriptor.duplicate(there, of: shell.process) }
                try say("taken")
                let here = try taken.get()
                var on: Int32 = 1
                setsockopt(here, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
                // vpcd 0.8 writes length and payload apart: with delayed acknowledgements that makes 20 APDUs a second.
                return try StreamSocket(owning: here, quickAcknowledge: true)
            } catch {
                throw RigError("No connection into the namespace of pcscd: \(error)")
            }
        }
    }

    /// Ends the shell, which ends pcscd and removes the folder; once.
    func close() {
        Glibc.close(asked)
        let ended = try? shell.wait(until: .after(milliseconds: 10_000))
        if ended == nil {
            shell.signalGroup(SIGKILL)
        }
        Glibc.close(answers)
    }

    private func say(_ word: String) throws(RigError) {
        let line = word + "\n"
        guard write(asked, line, line.utf8.count) == line.utf8.count else {
            throw RigError("The namespace of pcscd takes no orders: \(String(cString: strerror(errno)))")
        }
    }

    private func answer(_ rest: inout [UInt8], until deadline: Deadline) throws(RigError) -> String {
        while true {
            if let end = rest.firstIndex(of: 0x0A) {
                defer { rest.removeSubrange(...end) }
                return String(decoding: rest[..<end], as: UTF8.self)
            }
            guard shell.exit() == nil else {
                throw RigError("The namespace of pcscd ended.")
            }
            // The shell can end before it opens its side: look again ten times a second.
            let pause = min(deadline, .after(milliseconds: 100))
            guard (try? Poll.wait(answers, for: .readable, until: pause)) == true else {
                guard !deadline.isPast else {
                    throw RigError("The namespace of pcscd does not answer.")
                }
                continue
            }
            var chunk = [UInt8](repeating: 0, count: 256)
            let count = read(answers, &chunk, chunk.count)
            if count > 0 {
                rest += chunk.prefix(count)
            } else if count == 0 {
                _ = try? shell.wait(until: .after(milliseconds: 100))
            }
        }
    }
}
