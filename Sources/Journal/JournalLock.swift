import Glibc

/// Keeps a second daemon away from a journal: an exclusive `flock` on `<journal>.lock`, released by the kernel when the process ends.
final class JournalLock {
    private var descriptor: Int32

    init(journal path: String) throws(JournalError) {
        let name = path + ".lock"
        descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .readOnly(path: path, detail: "\(name) cannot be opened: \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(descriptor)
            descriptor = -1
            throw .busy(path: path)
        }
    }

    func close() {
        if descriptor >= 0 {
            // A process that is just being spawned holds a copy of the descriptor until it runs: closing ours would leave the lock.
            flock(descriptor, LOCK_UN)
            Glibc.close(descriptor)
            descriptor = -1
        }
    }

    deinit {
        close()
    }
}
