import Domain
import SQLite

/// Why the journal cannot be opened, read or written.
public enum JournalError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Another process has the file.
    case busy(path: String)
    /// The file's schema is newer than this version knows.
    case newerSchema(path: String, version: Int64)
    /// The folder or file cannot be written.
    case readOnly(path: String, detail: String)
    /// A transaction that contradicts what is there; nothing of it was written.
    case refused(String)
    case sqlite(SQLiteError)

    /// The catalogue's problem for it.
    public var problem: Problem {
        switch self {
        case .busy(let path): Problem("journal-busy", subject: path)
        case .newerSchema(let path, let version):
            Problem(
                "journal-newer",
                detail: "schema \(version), this version knows \(JournalSchema.version)",
                subject: path
            )
        case .readOnly(let path, let detail): Problem("journal-read-only", detail: detail, subject: path)
        case .refused(let reason): Problem("internal-error", detail: reason)
        case .sqlite(let error): Problem(error.isFull ? "journal-full" : "journal-failed", detail: error.description)
        }
    }

    public var description: String { problem.description }
}
