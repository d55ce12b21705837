/// A member as the core's books have it.
public struct CoreMember: Sendable, Hashable {
    public let id: String
    public let name: String
    public let tier: String
    /// Smallest unit of the currency.
    public let balance: Int64
    public let points: Int64

    public init(id: String, name: String, tier: String, balance: Int64 = 0, points: Int64 = 0) {
        self.id = id
        self.name = name
        self.tier = tier
        self.balance = balance
        self.points = points
    }
}
