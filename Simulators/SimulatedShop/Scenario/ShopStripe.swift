/// A card somebody draws through a swiper.
public enum ShopStripe: Sendable, Hashable {
    /// A member's card with this number.
    case member(String)
    /// A member's card drawn so that only half of its track was read.
    case half(String)
    /// A member's card drawn from its end to its beginning.
    case backwards(String)
    case stranger(Stranger)

    /// Cards that are no member's, or nobody's.
    public enum Stranger: String, Sendable, Hashable, CaseIterable {
        /// A bank card; each is another one.
        case bank
        /// A bank card on whose second track nothing can be read.
        case scratched
        /// A driving licence with a magnetic stripe.
        case licence
        /// Nothing is on the stripe.
        case blank
    }
}
