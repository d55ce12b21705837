/// What a member's card is made of, and so which card profile reads it.
public enum ShopCardKind: String, Sendable, Hashable, CaseIterable {
    /// A block of a MIFARE Classic 1K sector under the shop's key.
    case classic
    /// A text record on an NTAG.
    case ndef
    /// Bare pages of an NTAG.
    case ntag
    /// A file of an ISO/IEC 7816-4 application.
    case cpu
}
