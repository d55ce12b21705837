import Glibc
import Linux

/// fdatasync(2) of a small append: the floor under every commit on this disk.
struct SyncBenchmark: Benchmark {
    static let name = "sync"
    static let summary = "4 KiB appended and fdatasync'ed: what the disk itself takes"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func run() throws -> [Figure] {
        try samples().figures("fdatasync of 4 KiB")
    }

    func samples() throws -> Samples {
        let path = surroundings.folder + "/sync"
        let file = try FileDescriptor(open: path, flags: O_CREAT | O_WRONLY)
        let block = [UInt8](repeating: 0xA5, count: 4096)
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
