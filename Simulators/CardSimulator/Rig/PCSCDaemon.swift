import Glibc
import Linux
import Synchronization

/// A real pcscd with virtual readers (vpcd), in a mount and network namespace of its own beside any system pcscd.
///
/// As root or, where user namespaces are allowed, as anybody. Readers are called `Virtual A 00 00`, `Virtual A 00 01`,
/// `Virtual B 00 00` …: two slots each, one on each of two ports. The owner calls everything from one thread at a time; the
/// slots are for any thread.
public final class PCSCDaemon: Sendable {
    /// Who will talk to the daemon by libpcsclite, which reads `PCSCLITE_CSOCK_NAME` once per process.
    public enum Clients: Sendable, Hashable {
        /// This process: its variable is set to a path that all its daemons share, so there is one daemon at a time and
        /// making another waits until the one before is closed. Make and close it within one test.
        case thisProcess
        /// Processes started with `environment`: any number of daemons side by side.
        case children
    }

    /// pcsc-lite before 2.5 knows 16 slots.
    public static let mostReaders = 8

    private static let firstPort: UInt16 = 0x8C7B
    private static let driver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
    private static let sharedSocket = "/tmp/countertop-pcscd-\(getpid()).comm"
    private static let turn = ConditionBox(false)

    /// The slots in order: two for each reader.
    public let slots: [VirtualSlot]
    /// The PC/SC names pcscd gives the slots, in order.
    public let readerNames: [String]
    /// The socket for clients outside the namespace.
    public let socketPath: String

    private let folder: String
    private let clients: Clients
    private let namespace: RigNamespace
    private let line = RigLine()
    private struct State: Sendable {
        var isRunning = false
        var isClosed = false
        /// What went wrong when pcscd was to end.
        var failure: RigError?
    }
    private let state = Mutex(State())

    /// Nil where this machine can run one; else what is missing, for a person.
    public static var obstacle: String? {
        for (path, package) in [
            (driver, "vsmartcard-vpcd"), ("/usr/sbin/pcscd", "pcscd"), ("/usr/bin/unshare", "util-linux"),
        ] where access(path, R_OK) != 0 {
            return "The package \(package) is missing: apt-get install \(package)."
        }
        return nil
    }

    /// What a child process needs in its environment.
    public var environment: [String] { ["PCSCLITE_CSOCK_NAME=\(socketPath)"] }

    /// Starts pcscd with `readers` virtual readers (at most `mostReaders`) and waits until it takes clients.
    public init(readers: Int = 1, clients: Clients = .thisProcess) throws(RigError) {
        if let obstacle = Self.obstacle {
            throw RigError(obstacle)
        }
        if clients == .thisProcess {
            _ = Self.turn.wait(until: .never) { taken -> Bool? in
                defer { taken = true }
                return taken ? nil : true
            }
        }
        let folder: String
        do throws(LinuxError) {
            // The path of a socket has 107 bytes at most: not below a TMPDIR of any length.
            folder = try Files.makeTemporaryFolder("countertop-pcscd")
        } catch {
            Self.pass(clients)
            throw RigError("\(error)")
        }
        self.folder = folder
        self.clients = clients
        socketPath = clients == .thisProcess ? Self.sharedSocket : folder + "/run/pcscd.comm"
        mkdir(folder + "/run", 0o755)
        mkdir(folder + "/drivers", 0o755)
        if clients == .thisProcess {
            setenv("PCSCLITE_CSOCK_NAME", socketPath, 1)
            unlink(socketPath)
            symlink(folder + "/run/pcscd.comm", socketPath)
        }
        var slots: [VirtualSlot] = []
        do throws(RigError) {
            let namespace = try RigNamespace(folder: folder, link: clients == .thisProcess ? socketPath : "")
            self.namespace = namespace
            do throws(LinuxError) {
                for slot in 0..<2 * min(max(readers, 0), Self.mostReaders) {
                    let port = Self.firstPort + UInt16(slot)
                    slots.append(
                        try VirtualSlot(name: "slot \(slot)", rig: line) { try? namespace.dial(port) }
                    )
                }
            } catch {
                namespace.close()
                throw RigError("No thread for a virtual card: \(error)")
            }
        } catch {
            Self.giveUp(folder: folder, clients)
            throw error
        }
        self.slots = slots
        readerNames = slots.indices.map { "Virtual \(Self.letter($0 / 2)) 00 0\($0 % 2)" }
        do throws(RigError) {
            try configure(readers: readers)
            try start()
        } catch {
            close()
            throw error
        }
    }

    /// The slot with this number, from 0.
    public func slot(_ number: Int) -> VirtualSlot { slots[number] }

    /// Writes a reader.conf with the first `readers` readers: takes effect at the next start, as if the others were unplugged.
    public func configure(readers: Int) throws(RigError) {
        var text = ""
        do throws(LinuxError) {
            for reader in 0..<min(max(readers, 0), slots.count / 2) {
                // vpcd keeps its slots in static variables: each reader needs a copy of the driver of its own.
                let library = "\(folder)/drivers/vpcd\(reader).so"
                if !Files.exists(library) {
                    try Files.writeAtomically(try Files.read(Self.driver), to: library, mode: 0o755)
                }
                let port = "0x" + String(Self.firstPort + UInt16(2 * reader), radix: 16, uppercase: true)
                text += "FRIENDLYNAME \"Virtual \(Self.letter(reader))\"\nDEVICENAME /dev/null:\(port)\n"
                text += "LIBPATH \(library)\nCHANNELID \(port)\n"
            }
            try Files.writeAtomically(Array(text.utf8), to: folder + "/reader.conf")
        } catch {
            throw RigError("reader.conf of the virtual readers: \(error)")
        }
    }

    /// Starts pcscd and waits until it takes clients; nothing when it runs.
    public func start() throws(RigError) {
        guard !state.withLock({ $0.isRunning }) else {
            return
        }
        if let failure = state.withLock({ $0.failure }) {
            throw failure
        }
        let socket = folder + "/run/pcscd.comm"
        unlink(socket)
        _ = try namespace.ask("start")
        state.withLock { $0.isRunning = true }
        let deadline = Deadline.after(milliseconds: 10_000)
        while true {
            if let probe = try? UnixSocket.connect(socket, until: deadline) {
                probe.close()
                break
            }
            guard !deadline.isPast, try namespace.ask("alive") == "yes" else {
                let failure = RigError("pcscd does not start: \(namespace.logText)")
                end("KILL")
                throw failure
            }
            usleep(1000)
        }
        line.up()
    }

    /// Ends pcscd at once, as a crash does; cards stay where they lie. When it does not end the next `start` throws.
    public func kill() {
        end("KILL")
    }

    /// Ends pcscd in good order; cards stay where they lie.
    public func stop() {
        end("TERM")
    }

    /// Ends pcscd as a crash does and starts it again.
    public func restart() throws(RigError) {
        kill()
        try start()
    }

    /// Takes the cards away, ends pcscd, removes its folder and lets the next daemon begin. A second call does nothing.
    public func close() {
        guard
            state.withLock({ state in
                defer { state.isClosed = true }
                return !state.isClosed
            })
        else {
            return
        }
        line.close()
        for slot in slots {
            slot.close()
        }
        namespace.close()
        Self.giveUp(folder: folder, clients)
    }

    private func end(_ signal: String) {
        guard
            state.withLock({ state in
                defer { state.isRunning = false }
                return state.isRunning
            })
        else {
            return
        }
        line.down()
        if signal != "KILL" {
            // A silent card would hold its reader's thread, and with it pcscd.
            for slot in slots {
                slot.hangUp()
            }
        }
        attempt("signal \(signal)")
        attempt("wait")
    }

    private func attempt(_ word: String) {
        do throws(RigError) {
            _ = try namespace.ask(word)
        } catch {
            state.withLock { $0.failure = error }
        }
    }

    private static func letter(_ reader: Int) -> Character {
        Character(Unicode.Scalar(UInt8(0x41 + reader)))
    }

    /// What the namespace clears away itself when it came up; else it is done here.
    private static func giveUp(folder: String, _ clients: Clients) {
        for reader in 0..<mostReaders {
            unlink("\(folder)/drivers/vpcd\(reader).so")
        }
        for name in ["reader.conf", "log", "asked", "answers", "run/pcscd.comm", "run/pcscd.pid"] {
            unlink("\(folder)/\(name)")
        }
        for name in ["/run", "/drivers", ""] {
            rmdir(folder + name)
        }
        pass(clients)
    }

    private static func pass(_ clients: Clients) {
        if clients == .thisProcess {
            unlink(sharedSocket)
            turn.update { $0 = false }
        }
    }
}
