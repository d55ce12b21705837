import Glibc
import Linux

/// Kills a process at the n-th call of a system call: strace(1) lets the kernel deliver SIGKILL as the call begins.
///
/// At fdatasync(2) that is after the rows were written and before anybody hears of them; at pwrite64(2) in the middle of a
/// transaction; at sendto(2) and write(2) when an answer, a request or a receipt goes out. Calls are counted for each thread.
final class Killer {
    private let strace: ChildProcess
    private let log: String

    static let obstacle: String? =
        access("/usr/bin/strace", X_OK) == 0 ? nil : "The package strace is missing: apt-get install strace."

    /// Attaches to every thread of `process` and returns when it watches them.
    init(process: Int32, call: String, count: Int, log: String) throws {
        self.log = log
        try? Files.remove(log)
        strace = try ChildProcess(
            [
                "/usr/bin/strace", "-f", "-p", String(process), "-e", "trace=\(call)", "-e",
                "inject=\(call):signal=SIGKILL:when=\(count)", "-o", "/dev/null",
            ],
            output: .file(log),
            error: .file(log)
        )
        let deadline = Deadline.after(milliseconds: 10_000)
        while !text.contains("attached") {
            guard strace.exit() == nil, !deadline.isPast else {
                throw KillerError(description: "strace does not attach: \(text)")
            }
            // It says so on its standard error only.
            usleep(2_000)
        }
    }

    private var text: String { String(decoding: (try? Files.read(log)) ?? [], as: UTF8.self) }

    /// Lets the process go on without being watched.
    func end() {
        _ = try? strace.stop()
    }
}

struct KillerError: Error, CustomStringConvertible {
    let description: String
}
