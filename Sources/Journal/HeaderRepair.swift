import Glibc
import Linux

/// A copy of a journal whose first page is damaged, with the first page of a new journal in its stead.
///
/// Page 1 holds SQLite's header and the schema (file format §1.3, §2.6); tables made by the same schema lie at the same pages.
/// Whether they do is told by the rows' own hashes.
struct HeaderRepair {
    private static let pageSize = 4096
    let path: String

    /// Makes the copy at `path`; nil when a file cannot be read or written.
    init?(of damaged: String, like sound: String, at path: String) {
        self.path = path
        do throws(LinuxError) {
            let model = try FileDescriptor(open: sound, flags: O_RDONLY)
            var page = try model.read(upTo: Self.pageSize)
            let source = try FileDescriptor(open: damaged, flags: O_RDONLY)
            let first = try source.read(upTo: Self.pageSize)
            guard page.count == Self.pageSize, first.count == Self.pageSize, let size = Files.size(damaged) else {
                return nil
            }
            let pages = UInt32(clamping: size / Int64(Self.pageSize))
            for index in 0..<4 {
                page[28 + index] = UInt8(truncatingIfNeeded: pages >> UInt32(24 - 8 * index))
            }
            let copy = try FileDescriptor(open: path, flags: O_WRONLY | O_CREAT | O_TRUNC)
            try copy.writeAll(page)
            while true {
                let part = try source.read(upTo: 1 << 20)
                guard !part.isEmpty else {
                    break
                }
                try copy.writeAll(part)
            }
            try copy.close()
        } catch {
            unlink(path)
            return nil
        }
    }

    func remove() {
        unlink(path)
    }
}
