import Glibc
import Linux

/// Disk space kept for outcomes and reversals: a file of real blocks beside the journal that is given up when the disk is full.
struct JournalReserve {
    static let bytes: Int64 = 64 << 20
    private let path: String
    private let size: Int64

    init(journal path: String, bytes: Int64 = JournalReserve.bytes) {
        self.path = path + ".reserve"
        size = bytes
    }

    /// Takes the space if it is not taken; false when the disk has no room for it, and then it takes nothing.
    @discardableResult
    func fill() -> Bool {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            return false
        }
        defer { close(file) }
        guard posix_fallocate(file, 0, off_t(size)) == 0 else {
            ftruncate(file, 0)
            return false
        }
        return true
    }

    /// `fill` when there is room for it and as much again as new work needs before long; false without trying otherwise.
    func refill() -> Bool {
        guard let free = Files.freeBytes(at: Files.folder(of: path)), free > size + size / 4 else {
            return false
        }
        return fill()
    }

    /// Gives the space back to the disk.
    func release() {
        truncate(path, 0)
    }
}
