import Glibc
import Linux

/// fdatasync(2) of an append as large as the WAL frames of one tap: the floor under every commit on this disk.
struct SyncBenchmark: Benchmark {
    static let name = "sync"
    static let summary = "24 KiB appended and fdatasync'ed, as a tap's commit does: what the disk itself takes"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func run() throws -> [Figure] {
        try samples().figures("fdatasync of 24 KiB")
    }

    func samples() throws -> Samples {
        let path = surroundings.folder + "/sync"
        let file = try FileDescriptor(open: path, flags: O_CREAT | O_WRONLY)
        let block = [UInt8](repeating: 0xA5, count: 24_576)
        var times: [UInt64] = []
        for _ in 0..<(surroundings.quick ? 50 : 500) {
            try file.writeAll(block)
            times.append(Stopwatch.measure { _ = fdatasync(file.raw) })
        }
        try file.close()
        unlink(path)
        return Samples(times)
    }
}
