import Counter
import Domain

/// In what state an earlier owner has left a printer, by what was written of its receipts.
public struct PrinterRemains: Sendable, Hashable {
    /// A receipt is in `printing`: nothing is sent before its order, with `resume`, has come.
    let hasInterruptedReceipt: Bool
    /// The last receipt that was begun, when it has come to no good end: the printer may want the rest of a command, and take
    /// the next receipt for it.
    let unfinished: PrintOrder?

    /// Nothing was ever sent to it.
    public static let none = PrinterRemains(of: nil, by: [])

    /// - Parameter jobs: those that are open, and the newest of the others; of any printer.
    public init(of printer: DeviceID?, by jobs: [ReceiptJob]) {
        let begun = jobs.filter { $0.printer == printer && $0.processID != nil }
        hasInterruptedReceipt = begun.contains { $0.state == .printing }
        // Of two at the same time the one that is worse.
        let last = begun.filter(\.state.isFinal).max { old, new in
            (old.updated, old.state == .printed ? 0 : 1) < (new.updated, new.state == .printed ? 0 : 1)
        }
        unfinished = last.flatMap { job in
            guard job.state != .printed, !job.isCleared, let processID = job.processID else {
                return nil
            }
            return PrintOrder(
                job: job.id,
                document: job.document,
                copy: job.copyOf != nil,
                processID: processID,
                resume: false
            )
        }
    }
}
