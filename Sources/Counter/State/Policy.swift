import Domain

/// Which identification is enough for which operation, and what may happen without the core.
public struct Policy: Sendable, Hashable {
    /// From `amount` (smallest unit) on, at least `assurance` is needed; later rules of a kind override earlier ones.
    public struct AssuranceRule: Sendable, Hashable {
        public var kind: Operation.Kind
        public var from: Int64
        public var assurance: Assurance

        public init(kind: Operation.Kind, from: Int64, assurance: Assurance) {
            self.kind = kind
            self.from = from
            self.assurance = assurance
        }
    }

    /// All four limits hold; nil turns offline payment off.
    public struct OfflineLimits: Sendable, Hashable {
        /// Smallest unit, one sale.
        public var amount: Int64
        /// Sales not yet settled.
        public var count: Int
        /// Smallest unit, all sales not yet settled.
        public var total: Int64
        /// Longest time without the core.
        public var ageHours: Int
        /// Longest time that nothing has kept the wall clock right: by it age and times of offline sales are told.
        public var clockHours: Int

        public init(amount: Int64, count: Int, total: Int64, ageHours: Int, clockHours: Int = 72) {
            self.amount = amount
            self.count = count
            self.total = total
            self.ageHours = ageHours
            self.clockHours = clockHours
        }
    }

    public var assurance: [AssuranceRule]
    public var offline: OfflineLimits?

    public init(assurance: [AssuranceRule] = [], offline: OfflineLimits? = nil) {
        self.assurance = assurance
        self.offline = offline
    }

    /// The least assurance for `kind` of `amount` in the smallest unit: the strongest rule that applies, else `entered`.
    public func leastAssurance(_ kind: Operation.Kind, amount: Int64) -> Assurance {
        assurance.filter { $0.kind == kind && amount >= $0.from }.map(\.assurance).max() ?? .entered
    }
}
