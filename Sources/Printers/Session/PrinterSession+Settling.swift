import Counter
import Linux

extension PrinterSession {
    func isGivenUp(_ order: PrintOrder) -> Bool { orders.isGivenUp(order) }

    /// Why the order is not carried on with, as a problem code.
    func abandonment(of order: PrintOrder) -> String? { isGivenUp(order) ? "receipt-given-up" : nil }

    /// Makes the printer forget what it still holds of receipts that have ended as unknown, where it can: then nothing more of
    /// them prints. Nothing else is sent until it has said so or its time is over.
    func settle() throws(LinkEnd) {
        guard !memory.unsettled.isEmpty, memory.known.first?.bufferClear == true else {
            return
        }
        if try link.driver.clear(link) {
            tellSettled()
        }
    }

    /// The printer holds nothing any more.
    func tellSettled() {
        let jobs = memory.unsettled
        memory.unsettled = []
        for job in jobs {
            report(.cleared(job))
        }
    }
}
