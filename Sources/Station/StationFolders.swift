import Configuration
import Domain
import Linux

/// Makes the folders a station writes into.
enum StationFolders {
    static func make(for settings: Settings) throws(StationError) {
        for path in [settings.journal, settings.api.socket] {
            let folder = Files.folder(of: path)
            guard !Files.exists(folder) else {
                continue
            }
            do throws(LinuxError) {
                try make(folder)
            } catch {
                throw StationError(problem: Problem("journal-read-only", detail: error.description, subject: folder))
            }
        }
    }

    private static func make(_ folder: String) throws(LinuxError) {
        let parent = Files.folder(of: folder)
        if parent != folder, !Files.exists(parent) {
            try make(parent)
        }
        try Files.makeFolder(folder, mode: 0o750)
    }
}
