/// Durations of one kind, in nanoseconds.
struct Samples {
    private var sorted: [UInt64]

    init(_ nanoseconds: [UInt64]) {
        sorted = nanoseconds.sorted()
    }

    var count: Int { sorted.count }

    /// The value that `share` of the samples do not exceed, in milliseconds (nearest rank).
    func milliseconds(_ share: Double) -> Double {
        guard !sorted.isEmpty else {
            return 0
        }
        let rank = Int((share * Double(sorted.count)).rounded(.up))
        return Double(sorted[min(max(rank - 1, 0), sorted.count - 1)]) / 1e6
    }

    /// p50, p99 and p99.9 of the samples.
    func figures(_ name: String, p50: Figure.Budget? = nil, p99: Figure.Budget? = nil) -> [Figure] {
        [
            Figure(name + ", p50", milliseconds(0.5), .milliseconds, budget: p50),
            Figure(name + ", p99", milliseconds(0.99), .milliseconds, budget: p99),
            Figure(name + ", p99.9", milliseconds(0.999), .milliseconds),
        ]
    }
}
