public enum ShopSwitch: String, Sendable, Hashable, CaseIterable {
    case off, on
}
