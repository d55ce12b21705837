/// What a wallet paid for an operation, or got back.
struct CoreCharge: Sendable, Hashable {
    let scheme: String
    /// Digest of the code; nil for what was given back.
    let seal: String?
    /// Smallest unit; negative for what was given back.
    let amount: Int64
}
