/// How many points a purchase earns: by article group and fuel grade, times the member's tier.
public struct PointRules: Sendable, Hashable {
    /// Points for each 100 smallest units paid, in hundredths of a point, by fuel grade.
    public var perGrade: [String: Int64]
    /// For everything that is no fuel.
    public var other: Int64
    /// Hundredths by tier; 100 is once.
    public var perTier: [String: Int64]

    public init(
        perGrade: [String: Int64] = ["diesel": 50, "petrol-92": 100, "petrol-95": 120],
        other: Int64 = 100,
        perTier: [String: Int64] = ["basic": 100, "silver": 120, "gold": 150]
    ) {
        self.perGrade = perGrade
        self.other = other
        self.perTier = perTier
    }

    /// Points for `amount` smallest units of `grade`, rounded down.
    func points(amount: Int64, grade: String?, tier: String) -> Int64 {
        let rate = grade.map { perGrade[$0] ?? other } ?? other
        return amount / 100 * rate * (perTier[tier] ?? 100) / 10_000
    }
}
