import Domain

/// Decides whether a card that was just identified is a new presentation or the last one again.
///
/// The same card after a restart of pcscd or of this program, or back within the grace time, is the same presentation:
/// a card flickering in a weak field must not count twice. Pure.
struct PresentationLedger {
    /// What an identified card is.
    enum Verdict: Hashable {
        /// A new presentation.
        case new(EntityID)
        /// The last presentation goes on.
        case same(EntityID)
    }

    /// How long nobody may have looked for a bare ATR to be taken for the same card, in milliseconds: no one swaps
    /// contact cards of one batch while pcscd restarts, but while this program is away somebody may.
    static let longestATRBlindness: Int64 = 10_000

    private let grace: Int64
    private var last: LastPresentation?

    /// `grace` in milliseconds; `last` is the last presentation the journal knows for this slot.
    init(grace: Int64, last: LastPresentation?) {
        self.grace = grace
        self.last = last
    }

    /// Takes the identity of the card just seen; `makeID` is called only for a new presentation.
    mutating func identified(
        _ identity: CardIdentity,
        before: CardSighting.Before,
        makeID: () -> EntityID
    ) -> Verdict {
        if let last, last.fingerprint == identity.fingerprint, continues(identity, before) {
            return .same(last.id)
        }
        let id = makeID()
        last = LastPresentation(id: id, fingerprint: identity.fingerprint)
        return .new(id)
    }

    private func continues(_ identity: CardIdentity, _ before: CardSighting.Before) -> Bool {
        switch before {
        case .empty(let absence): absence <= grace
        case .unseen(let blindness): identity.isUnique || blindness <= Self.longestATRBlindness
        case .unknown: identity.isUnique
        }
    }
}
