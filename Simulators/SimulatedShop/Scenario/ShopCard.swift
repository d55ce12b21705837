/// A card somebody lays on a reader.
public enum ShopCard: Sendable, Hashable {
    /// A member card with this number.
    case member(String)
    case stranger(Stranger)

    /// Cards that are no member's.
    public enum Stranger: String, Sendable, Hashable, CaseIterable {
        case bank, random, blank, mute, hostile
    }
}
