import Domain
import Testing

@testable import Printers

@Suite("What an earlier owner has left in a printer")
struct PrinterRemainsTests {
    private static let printer = DeviceID(kind: .printer, topology: "1-2")

    /// A receipt that was begun, and how it stood at that time.
    private static func receipt(
        _ state: ReceiptJob.State,
        at time: Int64,
        on printer: DeviceID = printer,
        begun: Bool = true,
        cleared: Bool = false
    ) -> ReceiptJob {
        var job = PrinterBench.earlier(state)
        job.updated = Instant(milliseconds: time)
        job.printer = printer
        job.processID = begun ? "0001" : nil
        job.isCleared = cleared
        return job
    }

    @Test(
        "by its receipts",
        arguments: [
            ([], false, false),
            ([receipt(.printed, at: 1)], false, false),
            ([receipt(.printing, at: 1)], true, false),
            ([receipt(.unknown, at: 1)], false, true),
            ([receipt(.expired, at: 1)], false, true),
            ([receipt(.cancelled, at: 1)], false, true),
            // Nothing of it had gone to the printer.
            ([receipt(.cancelled, at: 1, begun: false)], false, false),
            ([receipt(.queued, at: 1, begun: false)], false, false),
            // The printer has forgotten it, by its own word.
            ([receipt(.unknown, at: 1, cleared: true)], false, false),
            // What came later came out whole: nothing was wanted any more.
            ([receipt(.printed, at: 2), receipt(.unknown, at: 1)], false, false),
            ([receipt(.unknown, at: 2), receipt(.printed, at: 1)], false, true),
            ([receipt(.printed, at: 1), receipt(.unknown, at: 1)], false, true),
            ([receipt(.printing, at: 3), receipt(.unknown, at: 2)], true, true),
            // Of another printer.
            ([receipt(.unknown, at: 1, on: DeviceID(kind: .printer, topology: "1-3"))], false, false),
        ] as [([ReceiptJob], Bool, Bool)]
    )
    func remains(receipts: [ReceiptJob], hasInterrupted: Bool, mayWantMore: Bool) {
        let remains = PrinterRemains(of: Self.printer, by: receipts)
        #expect(remains.hasInterruptedReceipt == hasInterrupted)
        #expect((remains.unfinished != nil) == mayWantMore)
    }
}
