import Glibc
import Linux

/// Remembers over a restart that SQLite called the file damaged while it was in use: the next opening reads all of it.
///
/// Opening looks at few pages only; without this a damaged page would end the process again at its first use.
struct JournalSuspicion {
    private let path: String

    init(journal path: String) {
        self.path = path + ".suspect"
    }

    var isThere: Bool { Files.exists(path) }

    func raise() {
        let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        if file >= 0 {
            close(file)
        }
    }

    func lift() {
        unlink(path)
    }
}
