/// The member as a receipt may show it.
public struct ReceiptMember: Sendable, Hashable {
    /// Masked name: `张*`.
    public var name: String
    /// Masked number: `****4321`.
    public var number: String?
    public var tier: String?

    public init(name: String, number: String? = nil, tier: String? = nil) {
        self.name = name
        self.number = number
        self.tier = tier
    }

    /// The first character and stars for the rest, at most three.
    public static func mask(name: String) -> String {
        String(name.prefix(1)) + String(repeating: "*", count: min(3, max(0, name.count - 1)))
    }
}
