import Domain

/// The counter's answer to a till's command, given only after its commit.
public enum TillReply: Sendable, Hashable {
    /// The operation exists durably; `replayed` when the key was known already.
    case operation(Operation, replayed: Bool)
    case receipt(ReceiptJob, replayed: Bool)
    case done
}
