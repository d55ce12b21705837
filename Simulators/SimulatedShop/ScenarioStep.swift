import Domain

/// One line of a scenario: something done at the counter, or something that must be seen.
public enum ScenarioStep: Sendable, Hashable {
    // The shop
    case language(String)
    case lane(LaneName)
    case member(ShopMember)
    case lostCard(String)

    // What people do
    case tap(ShopCard, LaneName)
    case removeCard(LaneName)
    case operate(Operation.Kind, fen: Int64, LaneName, ShopPayer)
    case void(LaneName)
    case endVisit(LaneName)
    case reprint(LaneName)

    // What goes wrong
    case core(ShopSwitch)
    case coreLosesNextAnswer
    case pcscd(ShopSwitch)
    case daemon(ShopSwitch)
    case paper(ShopSwitch)

    // What must be seen
    case seeMember(name: String, LaneName)
    case seeNotice(code: String, LaneName)
    case seeOutcome(Operation.State, balanceFen: Int64?, LaneName)
    case seeRefused(code: String, LaneName)
    case seeReceipt(text: String, LaneName)
    case seeReceiptCount(Int, LaneName)
    case seeEvent(type: String, count: Int)
    case seeCoreBalance(member: String, fen: Int64)
    case seeAllDelivered
}

/// A member the reference core knows.
public struct ShopMember: Sendable, Hashable {
    public let id: String
    public let name: String
    public let tier: String
    public let card: String
    public let balanceFen: Int64
}

/// A card somebody lays on a reader.
public enum ShopCard: Sendable, Hashable {
    /// A member card with this number.
    case member(String)
    case bank
    case randomUID
    case blank
    case mute
}

/// Whose card pays.
public enum ShopPayer: Sendable, Hashable {
    /// The member greeted last on the lane.
    case presented
    /// The next card.
    case next
    /// A number typed at the till.
    case typed(String)
}

public enum ShopSwitch: String, Sendable, Hashable {
    case off, on
}
