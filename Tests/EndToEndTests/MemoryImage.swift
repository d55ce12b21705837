import Glibc
import Linux
import SimulatedShop

/// The memory of a running process, as root may read it.
enum MemoryImage {
    /// Nil where a process's memory can be read; else why not.
    static var obstacle: String? { geteuid() == 0 ? nil : "only root reads the memory of a process that forbids it" }

    private static let page = 4096

    /// Writes every page into a file that can be read and holds anything, one after another; the process stands still meanwhile.
    ///
    /// What it has only read from a file, programs and libraries, is left out.
    static func write(of process: Int32, to path: String) throws {
        kill(process, SIGSTOP)
        defer { kill(process, SIGCONT) }
        let maps = String(decoding: try Files.read("/proc/\(process)/maps"), as: UTF8.self)
        let memory = try FileDescriptor(open: "/proc/\(process)/mem", flags: O_RDONLY)
        let image = try FileDescriptor(open: path, flags: O_WRONLY | O_CREAT | O_TRUNC)
        let zeros = [UInt8](repeating: 0, count: page)
        var buffer = [UInt8](repeating: 0, count: 256 * page)
        for line in maps.split(separator: "\n") {
            let words = line.split(separator: " ")
            let bounds = words[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
            let isOfFile = line.contains("/") && !words[1].contains("w")
            guard bounds.count == 2, words[1].hasPrefix("r"), !isOfFile, !line.hasSuffix("[vvar]") else {
                continue
            }
            var address = bounds[0]
            while address < bounds[1] {
                let length = Int(min(UInt64(buffer.count), bounds[1] - address))
                let count = pread(memory.raw, &buffer, length, off_t(address))
                // A page of a file that became shorter.
                guard count > 0 else {
                    break
                }
                for start in stride(from: 0, to: count, by: page) where memcmp(&buffer[start], zeros, page) != 0 {
                    try image.writeAll(Array(buffer[start..<min(start + page, count)]))
                }
                address += UInt64(count)
            }
        }
    }
}
