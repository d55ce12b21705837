import Glibc
import Linux

/// fdatasync(2) of as much as the WAL frames of one tap: the floor under every commit on this disk.
struct SyncBenchmark: Benchmark {
    static let name = "sync"
    static let summary = "24 KiB written and fdatasync'ed, as a tap's commit does: what the disk itself takes"
    let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func run() throws -> [Figure] {
        try samples(perSecond: nil).figures("fdatasync of 24 KiB, one after another")
            + samples(perSecond: 100).figures("fdatasync of 24 KiB, 100 a second")
    }

    /// Over what was written before, as in a WAL that has been round once; `perSecond` nil means without a pause.
    ///
    /// A disk, and a processor that slept until it answered, take longer for one of 100 a second than for one in a row of many.
    func samples(perSecond: UInt64?) throws -> Samples {
        let path = surroundings.folder + "/sync"
        let file = try FileDescriptor(open: path, flags: O_CREAT | O_RDWR)
        let block = [UInt8](repeating: 0xA5, count: 24_576)
        let blocks = 160
        for _ in 0..<blocks {
            try file.writeAll(block)
        }
        _ = fsync(file.raw)
        var times: [UInt64] = []
        let begin = Stopwatch.now
        for index in 0..<(surroundings.quick ? 50 : 500) {
            if let perSecond {
                Stopwatch.sleep(until: begin + UInt64(index) * 1_000_000_000 / perSecond)
            }
            if index % blocks == 0 {
                lseek(file.raw, 0, SEEK_SET)
            }
            try file.writeAll(block)
            times.append(Stopwatch.measure { _ = fdatasync(file.raw) })
        }
        try file.close()
        unlink(path)
        return Samples(times)
    }
}
