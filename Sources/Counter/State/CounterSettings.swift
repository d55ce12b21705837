import Domain

/// What the rules need to know of the configuration.
public struct CounterSettings: Sendable, Hashable {
    public var station: String
    public var currency: Currency
    public var language: Language
    public var merchant: Merchant
    /// In configured order.
    public var lanes: [LaneSettings]
    public var policy: Policy
    public var receipts: ReceiptPolicy
    public var timing: Timing
    /// Without a core events stay in the journal and no operation is taken.
    public var hasCore: Bool
    /// Seconds east of UTC for times on receipts.
    public var zoneOffset: Int
    /// Operations whose receipt prints by itself.
    public var autoPrint: [Operation.Kind]

    public init(
        station: String,
        currency: Currency = .cny,
        language: Language = .chinese,
        merchant: Merchant = Merchant(),
        lanes: [LaneSettings],
        policy: Policy = Policy(),
        receipts: ReceiptPolicy = ReceiptPolicy(),
        timing: Timing = Timing(),
        hasCore: Bool,
        zoneOffset: Int = 0,
        autoPrint: [Operation.Kind] = [.sale, .recharge, .refund, .void]
    ) {
        self.station = station
        self.currency = currency
        self.language = language
        self.merchant = merchant
        self.lanes = lanes
        self.policy = policy
        self.receipts = receipts
        self.timing = timing
        self.hasCore = hasCore
        self.zoneOffset = zoneOffset
        self.autoPrint = autoPrint
    }
}
