import Domain

/// What the recognition dialogue found out about a card.
public enum CardFinding: Sendable, Hashable {
    case member(Credential, profile: String)
    /// Recognised in order to be refused and forgotten: no number was kept.
    case bankCard
    /// `reason` is a stable word: `random-uid`, `no-profile`, `wrong-key`, `mute` …; `detail` for the technician.
    case unrecognised(reason: String, detail: String, family: String)
}
