/// How strongly a reading proves who stands there; ordered from weakest to strongest.
public enum Assurance: String, Sendable, Hashable, Comparable, CaseIterable {
    /// A number or phone typed at the till.
    case entered
    /// A card's UID: a hint, copied by any magic card.
    case uid
    /// Static data read from a card or code.
    case `static`
    /// A cryptographic proof by the card or a time-based code.
    case authenticated

    private var rank: Int {
        switch self {
        case .entered: 0
        case .uid: 1
        case .static: 2
        case .authenticated: 3
        }
    }

    public static func < (left: Assurance, right: Assurance) -> Bool { left.rank < right.rank }
}
