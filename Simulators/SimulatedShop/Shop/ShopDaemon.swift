import Glibc
import Linux
import Synchronization

/// The real `countertopd` of a shop: a process that is started, killed and started again.
final class ShopDaemon: Sendable {
    private struct State: Sendable {
        var process: ChildProcess?
        /// Nobody asked it to end.
        var isWanted = false
    }

    private let program: String
    private let folder: ShopFolder
    private let environment: [String]
    private let state = Mutex(State())

    init(program: String, folder: ShopFolder, environment: [String]) {
        self.program = program
        self.folder = folder
        self.environment = environment
    }

    /// Starts it, whether or not it comes up; nothing when it runs.
    func start(wrapper: [String], environment more: [String]) throws(ShopError) {
        guard !isRunning else {
            return
        }
        do throws(LinuxError) {
            let child = try ChildProcess(
                wrapper + [program, "--config", folder.configuration],
                environment: environment + more,
                output: .file(folder.log),
                error: .file(folder.log)
            )
            state.withLock { $0 = State(process: child, isWanted: true) }
        } catch {
            throw ShopError("countertopd cannot be started: \(error)")
        }
    }

    var process: Int32? { state.withLock { $0.process?.process } }

    var isRunning: Bool { state.withLock { $0.process.map { $0.exit() == nil } ?? false } }

    /// It ended though nobody ended it.
    var hasFailed: Bool { state.withLock { $0.isWanted && $0.process?.exit() != nil } }

    func exit(milliseconds: Int) -> ChildProcess.Exit? {
        guard let child = state.withLock({ $0.process }) else {
            return nil
        }
        return try? child.wait(until: .after(milliseconds: milliseconds))
    }

    /// SIGKILL for it and its wrapper.
    func kill() {
        guard let child = unwanted() else {
            return
        }
        child.signalGroup(SIGKILL)
        _ = try? child.wait(until: .never)
        _ = ProcessGroup.waitForEnd(of: child.process)
    }

    /// SIGTERM, and SIGKILL when it is still there after ten seconds.
    func stop() {
        guard let child = unwanted() else {
            return
        }
        child.signalGroup(SIGTERM)
        // A wrapper may end before the daemon it started.
        if (try? child.wait(until: .after(milliseconds: 10_000))) == nil || !ProcessGroup.waitForEnd(of: child.process)
        {
            kill()
        }
    }

    private func unwanted() -> ChildProcess? {
        state.withLock { state in
            state.isWanted = false
            return state.process
        }
    }

    /// The last lines of its log.
    var logTail: String {
        let text = (try? Files.read(folder.log, limit: 64 << 20)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n").suffix(12).joined(separator: "\n")
    }
}
