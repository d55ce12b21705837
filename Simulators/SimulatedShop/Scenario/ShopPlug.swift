/// A device with a plug that somebody pulls.
public enum ShopPlug: String, Sendable, Hashable, CaseIterable {
    case scanner, swiper
}
