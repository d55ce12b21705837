/// The core's answer to a batch.
public enum DeliveryAnswer: Sendable, Hashable {
    /// Everything up to and including this sequence is applied.
    case acknowledged(Int64)
    /// The core wants this sequence next: rewind.
    case expected(Int64)
    /// A known sequence came with another id: never an acknowledgement.
    case conflict(Int64)
    /// Up to `acknowledged` is applied; `sequence` alone is refused.
    case rejected(acknowledged: Int64, sequence: Int64, code: String)
}
