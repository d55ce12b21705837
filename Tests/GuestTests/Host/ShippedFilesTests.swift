import Glibc
import Linux
import Testing

@Suite("Files that are shipped for a distribution")
struct ShippedFilesTests {
    private static let analyze = "/usr/bin/systemd-analyze"

    /// Exposure from 0, none, to 10, as systemd counts it; `--threshold` takes tenths.
    @Test(
        "the service unit is exposed by at most 2.0",
        .enabled(if: access(analyze, X_OK) == 0, "the package systemd is missing")
    )
    func exposure() throws {
        let folder = Files.folder(of: #filePath)
        let scratch = try Files.makeTemporaryFolder("countertop-shipped")
        let output = scratch + "/report"
        defer {
            unlink(output)
            rmdir(scratch)
        }
        let unit = folder + "/../../../udev/countertopd.service"
        let child = try ChildProcess(
            [Self.analyze, "security", "--offline=true", "--threshold=20", "--no-pager", unit],
            output: .file(output),
            error: .file(output)
        )
        let exit = try child.wait(until: .after(milliseconds: 60_000))
        let text = String(decoding: try Files.read(output), as: UTF8.self)
        #expect(exit == .exited(code: 0), "\(text)")
        #expect(text.contains("Overall exposure level for countertopd.service"), "\(text)")
    }
}
