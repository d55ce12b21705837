import Glibc
import Linux

/// `ScanProgram` as a child, with the service user's rights.
final class ScanProcess {
    private static let folder = "/run/guest-checks"
    nonisolated(unsafe) private static var count = 0

    let child: ChildProcess
    private let output: String

    /// - Parameter groups: supplementary groups besides the service user's own.
    init(_ options: [String] = [], groups: String? = nil) throws {
        try Files.makeFolder(Self.folder, mode: 0o755)
        Self.count += 1
        output = "\(Self.folder)/scan-\(Self.count)"
        let rights = groups.map { ["--groups", $0] } ?? ["--clear-groups"]
        child = try ChildProcess(
            ["setpriv", "--reuid", "countertop", "--regid", "countertop"] + rights
                + ["--bounding-set", "-all", "--no-new-privs", "/proc/self/exe", "scan"].map {
                    $0 == "/proc/self/exe" ? CommandLine.arguments[0] : $0
                } + options,
            output: .file(output),
            error: .file(output + ".err")
        )
        guard wait(for: { $0.contains("ready") }) else {
            throw CheckFailure("the service does not start: \(lines)")
        }
    }

    /// What it has told so far.
    var lines: [String] {
        let text = (try? Files.read(output)).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }

    /// Waits until what it told fits; false when it does not within the time or the process ended.
    func wait(seconds: Int = 20, for fits: ([String]) -> Bool) -> Bool {
        let deadline = Deadline.after(milliseconds: seconds * 1_000)
        while true {
            if fits(lines) {
                return true
            }
            guard !deadline.isPast, child.exit() == nil else {
                return false
            }
            usleep(30_000)
        }
    }

    /// Waits for a line that begins so.
    func waitForLine(_ start: String, seconds: Int = 20, count: Int = 1) -> Bool {
        wait(seconds: seconds) { $0.count { $0.hasPrefix(start) } >= count }
    }

    /// SIGTERM, and its end in good order.
    func stop() throws {
        child.signal(SIGTERM)
        guard try child.wait(until: .after(milliseconds: 15_000)) == .exited(code: 0) else {
            child.signal(SIGKILL)
            throw CheckFailure("the service does not end in good order: \(lines.suffix(3))")
        }
    }

    /// SIGKILL, as a crash.
    func kill() throws {
        child.signal(SIGKILL)
        _ = try child.wait(until: .after(milliseconds: 5_000))
    }
}
