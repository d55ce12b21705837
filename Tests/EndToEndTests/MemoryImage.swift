import Glibc
import Linux

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
        for line in maps.split(separator: "\n") {
            let words = line.split(separator: " ")
            let bounds = words[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
            let isOfFile = line.contains("/") && !words[1].contains("w")
            guard bounds.count == 2, words[1].hasPrefix("r"), !isOfFile, !line.hasSuffix("[vvar]") else {
                continue
            }
            var address = bounds[0]
            while address < bounds[1] {
                let length = Int(min(UInt64(256 * page), bounds[1] - address))
                let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
                    filled = max(0, pread(memory.raw, buffer.baseAddress, length, off_t(address)))
                }
                // A page of a file that became shorter.
                guard !bytes.isEmpty else {
                    break
                }
                let pages = stride(from: 0, to: bytes.count, by: page).map { bytes[$0..<min($0 + page, bytes.count)] }
                try image.writeAll(pages.filter { !isZero($0) }.flatMap { $0 })
                address += UInt64(bytes.count)
            }
        }
    }

    private static func isZero(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBytes { raw in
            guard let start = raw.baseAddress, raw[0] == 0 else {
                return false
            }
            return memcmp(start, start + 1, raw.count - 1) == 0
        }
    }
}
