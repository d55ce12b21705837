/// Whose card pays.
public enum ShopPayer: Sendable, Hashable {
    /// The member greeted last on the lane.
    case presented
    /// The next card, code, or whichever comes first.
    case next(Set<ShopMeans>)
    /// A card number typed at the till.
    case typed(String)
    /// A phone number typed at the till.
    case phone(String)
}
