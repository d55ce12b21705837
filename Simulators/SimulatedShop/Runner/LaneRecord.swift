import Domain

/// What the till of one lane knows while a scenario runs.
struct LaneRecord {
    /// The last request that was accepted.
    var operation: String?
    /// The last sale, and the last sale or recharge.
    var sale: String?
    var voidable: String?
    /// The last request, when it was refused.
    var refusal: Refusal?
    /// Lines and tenders of the next sale.
    var lines: [ShopLine] = []
    var tenders: [ShopTender] = []
    /// What lay on the reader last, and when the counter told that it was gone, monotonic nanoseconds.
    var lastCard: ShopCard?
    var removed: UInt64?

    struct Refusal {
        let code: String
        let line: Int
        var isSeen = false
    }
}
