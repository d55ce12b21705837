import Domain
import Receipts

/// What a printer's owner tells the counter.
public enum PrinterReport: Sendable, Hashable {
    /// `abilities`: how receipts can be confirmed here: `process-id`, `fence`, `none`, and what was found; `confirmation` is
    /// null before anything was.
    case connected(abilities: JSONValue)
    case disconnected(reason: String)
    /// The line may not be opened by this user, after `disconnected`; `detail` says what gives the permission.
    case forbidden(detail: String)
    /// The state changed: `{online, paper: ok|near-end|end, cover: closed|open, error: none|…, drawer: closed|open|low|high, busy,
    /// problem}`; a silent printer is only `{online: false, problem}`.
    case status(JSONValue)
    /// The job's bytes are made; what of paper and parts it will have taken when it is printed.
    case measured(EntityID, ReceiptMeasure)
    /// The job waits at the printer; `problem` is a code such as `printer-paper-out`.
    case waiting(EntityID, problem: String)
    case printed(EntityID, by: String)
    case unknown(EntityID, problem: String)
    /// The printer has said that nothing more of the job will print; before or after `unknown`.
    case cleared(EntityID)
    /// Not one byte of it was sent; it may be tried again.
    case refused(EntityID, problem: String)
    /// Not one byte of it was sent and none will be: the document cannot be turned into bytes.
    case failed(EntityID, problem: String)
}
