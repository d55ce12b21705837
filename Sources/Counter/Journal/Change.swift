import Domain
import HID

/// One row the journal writes; a list of them is one transaction.
public enum Change: Sendable, Hashable {
    /// Appends an immutable event; its sequence is the stream's head plus one, or the transaction fails.
    case event(CounterEvent)
    /// Inserts or replaces an operation's row.
    case operation(Operation)
    /// Records a send before it happens (D2).
    case attempt(operation: EntityID, number: Int, deadline: Instant)
    /// Inserts or replaces a receipt job's row.
    case receiptJob(ReceiptJob)
    case idempotency(IdempotencyRecord)
    /// The last presentation of a slot.
    case presentation(Presentation)
    /// Who is signed in on a lane, in place of whoever was before.
    case staff(LaneStaff)
    /// A dynamic code that must not be accepted again.
    case acceptedCode(AcceptedCode)
    /// The core has applied everything of the stream up to and including `sequence`.
    case acknowledged(EventStream, sequence: Int64)
    /// The core refuses this event: the row stays, a tombstone with `tombstone` as id goes out under its sequence.
    case parked(EventStream, sequence: Int64, code: String, tombstone: EntityID)
    /// The next `GS ( H` id number of a printer (0…9999).
    case printerCounter(DeviceID, next: Int)
    /// What a printer can, in place of what was known under the same key.
    case printerKnowledge(PrinterKnowledge)
    /// Adds or removes hot-listed credentials and remembers how far the core's list was read.
    case hotlist(added: [HotlistEntry], removed: [HotlistEntry], version: String)
    /// Changes the keys of member codes and badges and remembers how far the core's list was read.
    case memberKeys([MemberKey], version: String)
    /// Adds to a device's statistic, which counts from `at` if it is new.
    case statistic(DeviceID, name: String, delta: Int64, at: Instant)
    /// A lane's shift begins; what was before belongs to the one before.
    case shift(LaneName, begun: Instant)
    /// A till gets a token, in place of one it had.
    case paired(PairedTill)
    case unpaired(String)
    /// Begins a new epoch: sequences restart at 1, unacknowledged rows of the old epoch are appended again under the new one.
    case newEpoch(String)
}
