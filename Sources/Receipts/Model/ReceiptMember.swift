import Domain

/// The member as a receipt may show it: masked, whatever it was made from.
public struct ReceiptMember: Sendable, Hashable {
    /// `张*`.
    public let name: String
    /// `****4321`.
    public let number: String?
    public let tier: String?

    /// Masks name and number; what is masked already stays as it is.
    public init(name: String, number: String? = nil, tier: String? = nil) {
        self.name = ReceiptMember.mask(name: name)
        self.number = number.map { Credential.mask($0) }
        self.tier = tier
    }

    /// The first character and stars for the rest, at most three.
    public static func mask(name: String) -> String {
        String(name.prefix(1)) + String(repeating: "*", count: min(3, max(0, name.count - 1)))
    }
}
