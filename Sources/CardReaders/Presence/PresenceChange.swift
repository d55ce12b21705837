/// One change of what lies on a reader.
enum PresenceChange: Hashable, Sendable {
    /// A card is there; a new card session begins.
    case arrived(CardSighting)
    /// The card is gone; its session is over.
    case gone
    /// A card came and went between two looks; nobody could read it.
    case missed
}
