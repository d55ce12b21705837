/// One change of what lies on a reader.
enum PresenceChange: Hashable, Sendable {
    /// A card is there; a new card session begins.
    case arrived(CardSighting)
    /// The card is gone; its session is over.
    case gone
    /// The first look found no card: one that lay there before anybody looked is gone.
    case absent
    /// A card came and went between two looks; nobody could read it.
    case missed
}
