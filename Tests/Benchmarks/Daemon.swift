import Foundation
import Glibc
import Linux

/// A `countertopd` of its own: measured from outside, as an operator would.
final class Daemon {
    let process: ChildProcess
    let socket: String
    private let log: String
    private let logged: Int

    /// Starts it on the journal in `folder` and waits until it says ready; `took` is how long that was.
    ///
    /// - Parameter devices: what its lane has, in the words of the configuration.
    init(
        programs: String,
        folder: String,
        environment: [String] = [],
        devices: String = "readers: [{ pcsc: \"*\" }]",
        took: (UInt64) -> Void = { _ in }
    ) throws {
        log = folder + "/daemon.log"
        socket = folder + "/api.sock"
        let configuration = folder + "/countertop.json5"
        let settings = """
            { station: "bench", journal: "\(folder)/journal.sqlite", api: { socket: "\(socket)" },
              lanes: [{ name: "1", \(devices) }] }
            """
        try Files.writeAtomically(Array(settings.utf8), to: configuration)
        logged = (try? Files.read(log).count) ?? 0
        let begin = Stopwatch.now
        process = try ChildProcess(
            [programs + "/countertopd", "--config", configuration],
            environment: environment,
            output: .discard,
            error: .file(log)
        )
        let deadline = Deadline.after(milliseconds: 60_000)
        while !self.text(since: logged).contains("message=ready") {
            guard !deadline.isPast, process.exit() == nil else {
                throw BenchmarkFailure("countertopd does not get ready: \(self.text(since: logged))")
            }
            usleep(500)
        }
        took(Stopwatch.now - begin)
    }

    private func text(since start: Int) -> String {
        String(decoding: ((try? Files.read(log)) ?? []).dropFirst(start), as: UTF8.self)
    }

    func kill() {
        process.signal(SIGKILL)
        _ = try? process.wait(until: .after(milliseconds: 5_000))
    }

    func stop() {
        _ = try? process.stop()
    }

    /// Kilobytes of one line of /proc/PID/smaps_rollup.
    func memory(_ line: String) -> Double {
        let text = String(
            decoding: (try? Files.read("/proc/\(process.process)/smaps_rollup")) ?? [],
            as: UTF8.self
        )
        let row = text.split(separator: "\n").first { $0.hasPrefix(line + ":") }
        return row?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0
    }

    /// Processor time of all threads, milliseconds by the scheduler's own account.
    func processorMilliseconds() -> Double {
        tasks("schedstat") { text in text.split(separator: " ").first.flatMap { Double($0) } ?? 0 } / 1e6
    }

    /// How often its threads went to sleep by themselves: each time something had woken them.
    func wakeUps() -> Double {
        tasks("status") { text in
            let row = text.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches:") }
            return row?.split(whereSeparator: { $0 == "\t" || $0 == " " }).last.flatMap { Double($0) } ?? 0
        }
    }

    private func tasks(_ file: String, _ read: (String) -> Double) -> Double {
        let folder = "/proc/\(process.process)/task"
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).reduce(0) { sum, task in
            sum + read(String(decoding: (try? Files.read("\(folder)/\(task)/\(file)")) ?? [], as: UTF8.self))
        }
    }
}
