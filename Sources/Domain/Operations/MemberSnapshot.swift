/// What the core said about a member at one moment.
public struct MemberSnapshot: Sendable, Hashable {
    /// The core's member id; not a card number.
    public let id: String
    public let name: String
    public let tier: String?
    /// Smallest unit of the currency.
    public let balance: Int64?
    public let points: Int64?
    /// Short texts for cashier and customer.
    public let messages: [String]

    public init(id: String, name: String, tier: String?, balance: Int64?, points: Int64?, messages: [String]) {
        self.id = id
        self.name = name
        self.tier = tier
        self.balance = balance
        self.points = points
        self.messages = messages
    }

    /// Nil when id or name are missing. Texts are cut to what receipts and rows can bear.
    public init?(json: JSONValue) {
        guard let id = json["id"]?.printable(limit: 64), let name = json["name"]?.printable(limit: 100) else {
            return nil
        }
        self.init(
            id: id,
            name: name,
            tier: json["tier"]?.printable(limit: 64),
            balance: json["balance"]?.intValue,
            points: json["points"]?.intValue,
            messages: json["messages"]?.arrayValue?.prefix(8).compactMap { $0.printable(limit: 400) } ?? []
        )
    }

    public var json: JSONValue {
        var members = JSONObject()
        members["id"] = .string(id)
        members["name"] = .string(name)
        if let tier {
            members["tier"] = .string(tier)
        }
        if let balance {
            members["balance"] = .integer(balance)
        }
        if let points {
            members["points"] = .integer(points)
        }
        if !messages.isEmpty {
            members["messages"] = .array(messages.map { .string($0) })
        }
        return .object(members)
    }
}
