/// What `Counter` decided about one input: rows to commit together, and what to do once they are.
public struct Decision: Sendable {
    public var changes: [Change] = []
    public var effects: [Effect] = []
    /// Outcomes and reversals may use the journal's reserve on a full disk.
    public var mayUseReserve = false
    /// The journal's epoch changes with this commit; `Counter` must be rebuilt before the next input.
    public var rebuild = false

    public init() {}
}
