/// How far the core has applied each stream of an epoch.
struct DeliveryPosition: Sendable {
    let epoch: String
    /// By stream index.
    var acknowledged: [Int64]
}
