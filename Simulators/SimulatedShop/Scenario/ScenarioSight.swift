import Domain
import HID

/// Something a scenario waits to see.
public enum ScenarioSight: Sendable, Hashable {
    case member(name: String, LaneName)
    case card(String, LaneName)
    case nobody(LaneName)
    case staff(String, LaneName)
    case plug(ShopPlug, ShopSwitch, LaneName)
    case beeps(Int, LaneName)
    /// Nil: no notice.
    case notice(code: String?, LaneName)
    case outcome(Operation.State, balanceFen: Int64?, points: Int64?, reason: String?, LaneName)
    case asked(times: Int, LaneName)
    case refused(code: String, LaneName)
    case receipt(text: String, LaneName)
    case receiptCount(Int, LaneName)
    case job(ReceiptJob.State, LaneName)
    case event(type: String, count: Int)
    case coreBalance(member: String, fen: Int64)
    case corePoints(member: String, Int64)
    case coreCharged(PaymentScheme, fen: Int64)
    case coreReachable(Bool)
    case allDelivered
    case journalEqualsCore
}
