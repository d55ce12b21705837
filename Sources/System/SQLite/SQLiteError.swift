import CSQLite

/// An SQLite call that failed; never carries bound values.
public struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Primary result code, `SQLITE_BUSY` and so on.
    public let code: Int32
    /// Extended result code, which tells a failed fsync from a failed write.
    public let extendedCode: Int32
    /// SQLite's own words.
    public let message: String
    /// The C function.
    public let call: String
    /// The statement's text with its placeholders, or the file's path when opening.
    public let subject: String?

    public init(extendedCode: Int32, message: String, call: String, subject: String? = nil) {
        code = extendedCode & 0xFF
        self.extendedCode = extendedCode
        self.message = message
        self.call = call
        self.subject = subject
    }

    /// Damage that was found by looking rather than by a failed call.
    public init(corrupt message: String) {
        self.init(extendedCode: SQLITE_CORRUPT, message: message, call: "quick_check")
    }

    /// The disk is full.
    public var isFull: Bool { code == SQLITE_FULL }
    /// A page, or the header, is damaged.
    public var isCorrupt: Bool { code == SQLITE_CORRUPT || code == SQLITE_NOTADB }
    /// Another connection held the lock longer than the busy time.
    public var isBusy: Bool { code == SQLITE_BUSY || code == SQLITE_LOCKED }
    /// File or folder cannot be written.
    public var isReadOnly: Bool { code == SQLITE_READONLY }
    /// File or folder cannot be opened.
    public var isCannotOpen: Bool { code == SQLITE_CANTOPEN }
    /// A UNIQUE, NOT NULL or CHECK rule of the schema was broken.
    public var isConstraint: Bool { code == SQLITE_CONSTRAINT }

    public var description: String {
        let place = subject.map { " [\($0)]" } ?? ""
        return "\(call)\(place): \(message) (\(extendedCode)). \(advice)"
    }

    private var advice: String {
        switch code {
        case SQLITE_FULL: "Free space on this disk."
        case SQLITE_IOERR: "Check the disk; the file must be opened again and verified."
        case SQLITE_CORRUPT, SQLITE_NOTADB: "Set the file aside and restore from what can be read of it."
        case SQLITE_BUSY, SQLITE_LOCKED: "Another program uses the file; end it."
        case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM: "Give the service user the file and its folder."
        default: "This is an error of the program."
        }
    }
}
