/// What a sale waits for at the counter; the raw values are the API's.
public enum ShopMeans: String, Sendable, Hashable, CaseIterable {
    case card, code
}
