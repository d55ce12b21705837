import Domain

/// What a swipe or scan turned out to be.
public enum CodeFinding: Sendable, Hashable {
    /// Recognised in order to be told to the till and forgotten: the code itself was not kept.
    case paymentCode(PaymentScheme)
    /// Recognised in order to be refused and forgotten: no number was kept.
    case bankCard
    /// A card that the reader encrypts: only the issuer can tell whose it is.
    case encryptedCard
    case member(Credential, profile: String)
    case staff(Credential, profile: String)
    case coupon(Coupon)
    /// `detail` is for the technician and holds nothing of what was read.
    case unrecognised(CodeRefusal, detail: String)
}
