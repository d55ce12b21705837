import Glibc

/// Disk space kept for outcomes and reversals: a file of real blocks beside the journal that is given up when the disk is full.
struct JournalReserve {
    static let bytes: Int64 = 64 << 20
    private let path: String
    private let size: Int64

    init(journal path: String, bytes: Int64 = JournalReserve.bytes) {
        self.path = path + ".reserve"
        size = bytes
    }

    /// Takes the space if it is not taken; false when the disk has no room for it.
    @discardableResult
    func fill() -> Bool {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            return false
        }
        defer { close(file) }
        return posix_fallocate(file, 0, off_t(size)) == 0
    }

    /// Gives the space back to the disk; false when there was none.
    func release() -> Bool {
        truncate(path, 0) == 0
    }
}
