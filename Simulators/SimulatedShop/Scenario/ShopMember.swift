/// A member the reference core knows.
public struct ShopMember: Sendable, Hashable {
    public let id: String
    public let name: String
    public let tier: String
    public let card: String
    public let phone: String?
    public let points: Int64
    public let balanceFen: Int64
}
