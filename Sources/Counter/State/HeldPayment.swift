import Domain
import HID

/// What an operation is paid with, in memory beside its row; gone after a restart.
struct HeldPayment: Sendable, Hashable {
    let operation: EntityID
    let credential: PaymentCredential
}
