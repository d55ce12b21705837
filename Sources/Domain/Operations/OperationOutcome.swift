/// The core's final answer to an operation.
public struct OperationOutcome: Sendable, Hashable {
    public let approved: Bool
    /// A decline's stable code: `insufficient-balance`, `unknown-member`, `card-lost` …
    public let reason: String?
    public let customerText: String?
    public let cashierText: String?
    public let member: MemberSnapshot?
    public let balanceBefore: Int64?
    public let balanceAfter: Int64?
    public let pointsEarned: Int64?
    public let pointsBalance: Int64?
    /// The core's own reference.
    public let authorisation: String?

    public init(
        approved: Bool,
        reason: String? = nil,
        customerText: String? = nil,
        cashierText: String? = nil,
        member: MemberSnapshot? = nil,
        balanceBefore: Int64? = nil,
        balanceAfter: Int64? = nil,
        pointsEarned: Int64? = nil,
        pointsBalance: Int64? = nil,
        authorisation: String? = nil
    ) {
        self.approved = approved
        self.reason = reason
        self.customerText = customerText
        self.cashierText = cashierText
        self.member = member
        self.balanceBefore = balanceBefore
        self.balanceAfter = balanceAfter
        self.pointsEarned = pointsEarned
        self.pointsBalance = pointsBalance
        self.authorisation = authorisation
    }

    /// Nil unless `result` is `approved` or `declined`: nothing else is an answer. Texts are cut to what receipts and rows can bear.
    public init?(json: JSONValue) {
        guard let result = json["result"]?.stringValue, result == "approved" || result == "declined" else {
            return nil
        }
        self.init(
            approved: result == "approved",
            reason: json["reason"]?.printable(limit: 64),
            customerText: json["customer"]?.printable(limit: 400),
            cashierText: json["cashier"]?.printable(limit: 400),
            member: json["member"].flatMap(MemberSnapshot.init(json:)),
            balanceBefore: json["balanceBefore"]?.intValue,
            balanceAfter: json["balanceAfter"]?.intValue,
            pointsEarned: json["pointsEarned"]?.intValue,
            pointsBalance: json["pointsBalance"]?.intValue,
            authorisation: json["authorisation"]?.printable(limit: 64)
        )
    }

    public var json: JSONValue {
        var members = JSONObject()
        members["result"] = approved ? "approved" : "declined"
        members["reason"] = reason.map { .string($0) }
        members["customer"] = customerText.map { .string($0) }
        members["cashier"] = cashierText.map { .string($0) }
        members["member"] = member?.json
        members["balanceBefore"] = balanceBefore.map { .integer($0) }
        members["balanceAfter"] = balanceAfter.map { .integer($0) }
        members["pointsEarned"] = pointsEarned.map { .integer($0) }
        members["pointsBalance"] = pointsBalance.map { .integer($0) }
        members["authorisation"] = authorisation.map { .string($0) }
        return .object(members)
    }
}
