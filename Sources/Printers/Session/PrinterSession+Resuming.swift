import Counter
import Domain
import Linux
import Receipts

extension PrinterSession {
    /// Settles a receipt that an earlier life left in printing, sending nothing of it: listen, ask for the status, and only
    /// when the printer is out of whatever command was cut off, a new id. Its own id in all that time means printed, unless the
    /// printer has forgotten the receipt's macro: then it is the tail's.
    func resume(_ order: PrintOrder) throws(LinkEnd) -> PrinterReport {
        let unknown = PrinterReport.unknown(order.job, problem: "printer-unknown")
        if settings.port.mayLeaveTorn {
            memory.flushBytes = max(memory.flushBytes, Self.mostOwed(by: order, encode))
        }
        // The id of one that clears its buffer at paper end may be the tail's: nobody looked meanwhile.
        guard settings.answers, !settings.clearsAtPaperEnd,
            let token = ProcessID(order.processID).flatMap({ link.driver.answer(to: $0) })
        else {
            return unknown
        }
        let printed = PrinterReport.printed(order.job, by: PrinterAbilities.Confirmation.by(token).rawValue)
        try link.pause(milliseconds: timing.resumeListen) { link.hasHeard(token) || isGivenUp(order) }
        if !link.hasHeard(token) {
            try endCutHead()
        }
        asksForMacro = memory.known.first?.hasMacro == true
        var silences = 0
        while asksForMacro || !link.hasHeard(token) {
            try refreshStatus()
            silences = link.status == nil ? silences + 1 : 0
            if silences >= 2 {
                return unknown
            }
            if link.status != nil, problem == nil {
                if link.hasHeard(token) {
                    // It is in no command.
                    memory.flushBytes = 0
                }
                // What the printer still holds comes before the new id, and with it the old one.
                try prepare()
                return link.hasHeard(token) && hasKeptMacro && !asksForMacro ? printed : unknown
            }
            if let problem = abandonment(of: order) {
                return .unknown(order.job, problem: problem)
            }
            if let problem {
                wait(order, problem: problem)
            }
            try link.pause(milliseconds: timing.waitPoll) { link.hasHeard(token) || isGivenUp(order) }
        }
        // It has taken everything up to the id: nothing was cut off.
        memory.flushBytes = 0
        return printed
    }

    /// How many bytes a printer may want after a receipt of which it is not known how much was sent: all of it.
    static func mostOwed(by order: PrintOrder, _ encode: Encode) -> Int {
        do throws(Problem) {
            return max(leastFlush, try encode(order).count)
        } catch {
            return leastFlush
        }
    }
}
