/// Which epochs the core may contradict.
///
/// A new epoch is random: before the core has taken an event of it, it cannot know another one under the same number. A core that
/// says so would have the journal begin epochs, and append its backlog again, without end.
struct EpochClaims {
    private var begun: String?
    private var taken: String?

    /// The core took an event of this epoch.
    mutating func took(_ epoch: String) {
        taken = epoch
    }

    /// Whether a contradiction of this epoch is believed; it is when no epoch began in this run, or the core has taken part of it.
    mutating func mayContradict(_ epoch: String) -> Bool {
        guard begun == nil || begun == epoch || taken == epoch else {
            return false
        }
        begun = epoch
        return true
    }
}
