/// What is behind a payment code at the reference core.
public enum ShopWallet: String, Sendable, Hashable, CaseIterable {
    case full, empty, unknown

    /// The last digit of its codes.
    var ending: Character {
        switch self {
        case .full: "1"
        case .empty: "8"
        case .unknown: "9"
        }
    }
}
