import Domain

/// What a shop is before it opens: lanes with their devices, books, policy.
public struct ShopPlan: Sendable {
    public struct AssuranceRule: Sendable, Hashable {
        public let kind: Operation.Kind
        public let fromFen: Int64
        public let least: Assurance
    }

    /// CloudEvents know it as `/stations/<station>`.
    public var station = "shop"
    public var language = "zh"
    public var lanes: [ShopLane] = []
    public var members: [ShopMember] = []
    public var cardKinds: [String: ShopCardKind] = [:]
    public var coupons: [(code: String, fen: Int64)] = []
    public var lostCards: [String] = []
    public var assurance: [AssuranceRule] = []
    /// Fen of one sale while the core is away; nil allows none.
    public var offlineSales: Int64?

    public init() {}

    /// The shop that a scenario's opening lines describe; lane `1` when they name none.
    public init(_ opening: [Scenario.Step]) {
        for step in opening {
            switch step.step {
            case .language(let language): self.language = language
            case .lane(let lane): lanes.append(lane)
            case .policy(let kind, let fen, let least):
                assurance.append(AssuranceRule(kind: kind, fromFen: fen, least: least))
            case .offlineSales(let fen): offlineSales = fen
            case .member(let member): members.append(member)
            case .cardKind(let card, let kind): cardKinds[card] = kind
            case .coupon(let code, let fen): coupons.append((code, fen))
            case .lostCard(let card): lostCards.append(card)
            default: break
            }
        }
        if lanes.isEmpty, let name = LaneName("1") {
            lanes = [ShopLane(name: name)]
        }
    }

    /// The lane whose printer prints for `lane`; nil when nothing prints.
    func printerLane(of lane: LaneName) -> LaneName? {
        switch lanes.first(where: { $0.name == lane })?.printer {
        case .own: lane
        case .sharedWith(let other): other
        case nil, .some(.none): nil
        }
    }
}
