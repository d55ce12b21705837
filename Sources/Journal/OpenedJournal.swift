/// A journal ready for use, with what was found when it was opened.
public struct OpenedJournal {
    public let store: JournalStore
    let lock: JournalLock
    /// Rows of the tail whose bytes are not what was written.
    public let damaged: [DamagedRow]
    /// Where a file that could not be read was set aside, read-only; nil when the journal was sound.
    public let setAside: String?
    /// What was brought over from the file set aside.
    public let salvage: SalvageReport?

    /// Ends the connection and frees the file for another process.
    public func close() {
        store.close()
        lock.close()
    }
}
