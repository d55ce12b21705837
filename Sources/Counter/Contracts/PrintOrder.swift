import Domain

/// One committed receipt job on its way to a printer's owner.
public struct PrintOrder: Sendable, Hashable {
    public let job: EntityID
    /// The typed receipt; the owner's encoder turns it into bytes for the printer's profile.
    public let document: JSONValue
    /// Whether the paper must say COPY.
    public let copy: Bool
    /// Four printable characters for `GS ( H` function 48.
    public let processID: String
    /// True after a restart: nothing of the document may be sent; listen for `processID`, then ask by DLE EOT, and only then
    /// by a new id; then report.
    public let resume: Bool

    public init(job: EntityID, document: JSONValue, copy: Bool, processID: String, resume: Bool) {
        self.job = job
        self.document = document
        self.copy = copy
        self.processID = processID
        self.resume = resume
    }
}
