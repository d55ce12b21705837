import Domain
import Receipts

/// One printer's queue state.
struct PrinterState: Sendable, Hashable {
    let id: DeviceID
    var connected = false
    /// The job that was handed to the owner and has not ended.
    var current: EntityID?
    /// Next `GS ( H` number.
    var nextNumber = 0
    /// Monotonic ms before which nothing is handed over.
    var holdUntil: Int64 = 0
    var sensors = PrinterSensors()
    /// What the job under way takes of paper and parts; nobody knows after a restart.
    var measure: ReceiptMeasure?
}
