/// What one profile's reading brought.
enum CardReading: Sendable, Hashable {
    case data([UInt8])
    /// The card or reader said no: a stable reason word and what exactly.
    case refused(reason: String, detail: String)
}
