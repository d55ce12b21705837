import Domain

/// One line of a scenario: something set up, done, broken, or to be seen; `grammar.txt` has the words.
public enum ScenarioStep: Sendable, Hashable {
    // The shop
    case language(String)
    case lane(ShopLane)
    case policy(Operation.Kind, fromFen: Int64, Assurance)
    case offlineSales(upToFen: Int64)

    // The core's books
    case member(ShopMember)
    case cardKind(card: String, ShopCardKind)
    case coupon(code: String, fen: Int64)
    case lostCard(String)

    // What people do
    case tap(ShopCard, LaneName)
    case removeCard(LaneName)
    case scan(ShopCode, LaneName)
    case swipe(ShopStripe, LaneName)
    case ringUp(ShopLine, LaneName)
    case pay(ShopTender, LaneName)
    case operate(Operation.Kind, fen: Int64, LaneName, ShopPayer)
    case refund(fen: Int64, LaneName)
    case void(LaneName)
    case cancel(LaneName)
    case reprint(LaneName)
    case print(text: String, LaneName)
    case endVisit(LaneName)

    // What goes wrong
    case core(ShopSwitch)
    case coreLosesNextAnswer
    case coreTalksNonsense(times: Int)
    case pcscd(ShopSwitch)
    case daemon(ShopSwitch)
    case daemonKilled
    case printer(ShopPrinterPart, ShopSwitch, LaneName?)
    case cableOut(afterBytes: Int, LaneName)
    case paperOff(afterBytes: Int, LaneName)
    case reader(busy: Bool, LaneName)
    case plug(ShopPlug, ShopSwitch, LaneName)

    // What must be seen
    case see(ScenarioSight)

    /// Whether it only describes the shop before it opens.
    var isOpening: Bool {
        switch self {
        case .language, .lane, .policy, .offlineSales: true
        default: false
        }
    }

    /// Whether it writes in the core's books, before the shop opens or later.
    var isBooking: Bool {
        switch self {
        case .member, .cardKind, .coupon, .lostCard: true
        default: false
        }
    }
}
