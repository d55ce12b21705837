import Domain
import HID

/// What the counter asks of the core; answers come back as `CoreAnswer`.
public enum CoreRequest: Sendable, Hashable {
    /// Who is it? For display only; never holds an operation up.
    case resolve(lane: LaneName, event: EntityID, credential: Credential)
    /// `POST /v1/operations`; the same for a replay: the id is the idempotency key.
    /// `payment` is what the operation is charged to, if it is not a member's account; one that was overwritten meanwhile is not sent.
    case authorise(Operation, attempt: Int, payment: PaymentCredential? = nil)
    /// `GET /v1/operations/{id}`
    case inquire(EntityID, attempt: Int)
    /// There are undelivered events or new ones.
    case deliver(EventStream)
}
