import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Receipts
import Testing

@Suite("Giving a receipt up", .waiting)
struct PrinterGivingUpTests {
    private static let job = PrinterBench.job(1)

    @Test(
        "in the middle: the printer is made to forget the rest, and says so before the receipt's end is told",
        arguments: [true, false]
    )
    func inTheMiddle(clears: Bool) throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug(.init(clear: clears)) { $0.saysXOFF = true }
        defer { printer.end() }
        #expect(bench.connected())
        printer.change { $0.paperEndsAt = $0.executed + 200 }
        bench.print(PrinterBench.order(.string(String(repeating: "some line\n", count: 300))))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        bench.owner.giveUp(Self.job)
        #expect(bench.outcome() == .unknown(Self.job, problem: "receipt-given-up"))
        let cleared = bench.all { $0 == .cleared(Self.job) }
        #expect(cleared.count == (clears ? 1 : 0))
        // Offline as it is, and nothing but the request was sent to it.
        #expect(printer.state.withLock { $0.paperEnd })
        printer.change { $0.paperEnd = false }
        bench.print(PrinterBench.order("next", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.paper.hasSuffix("next\n"))
        // Without the word it is known only when a later id has come.
        #expect(bench.all { $0 == .cleared(Self.job) }.count == 1)
    }

    @Test("before the first byte it is refused")
    func before() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug { $0.coverOpen = true }
        defer { printer.end() }
        bench.print(PrinterBench.order("never"))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-cover-open") })
        bench.owner.giveUp(Self.job)
        #expect(bench.outcome() == .refused(Self.job, problem: "receipt-given-up"))
        #expect(printer.state.withLock { $0.clears } == 0)
    }

    @Test("an interrupted receipt that waits for paper is given up by its owner's next life")
    func resumed() throws {
        let known: [JSONValue] = [
            [
                "confirmation": "process-id", "realTimeStatus": true, "automaticStatus": true, "fence": true,
                "bufferClear": true, "identity": ["N66", "N67", "N69"], "serial": "N68",
            ]
        ]
        let bench = try PrinterBench(interrupted: true, known: known)
        defer { bench.end() }
        let printer = try bench.plug { $0.paperEnd = true }
        defer { printer.end() }
        bench.print(PrinterBench.order("long ago", resume: true))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        bench.owner.giveUp(Self.job)
        #expect(bench.outcome() == .unknown(Self.job, problem: "receipt-given-up"))
        #expect(bench.all { $0 == .cleared(Self.job) }.count == 1)
    }

    @Test("what has ended or never came is not given up")
    func nothing() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        bench.print(PrinterBench.order("done"))
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        bench.owner.giveUp(Self.job)
        bench.owner.giveUp(PrinterBench.job(2))
        bench.print(PrinterBench.order("next", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.state.withLock { $0.clears } == 1)
    }

    @Test("the simulated printer, given up with its paper out, prints nothing more of it on the next roll")
    func mechanism() throws {
        let printer = try SimulatedPrinter(.epson.at(.times(20)), faults: [PrinterFault(.paperEnd, at: .row(610))])
        defer { printer.close() }
        let bench = try PrinterBench(cuts: true)
        defer { bench.end() }
        try bench.lay(try printer.openPseudoTerminal())
        bench.print(PrinterBench.order(.string((10..<70).map { "line \($0) of the receipt" }.joined(separator: "\n"))))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        bench.owner.giveUp(Self.job)
        #expect(bench.see { $0 == .cleared(Self.job) })
        let before = printer.status.printedRows
        printer.loadPaper()
        bench.print(PrinterBench.order("next", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.receipts.last?.text.contains("next") == true)
        #expect(printer.receipts.last?.text.contains("line 69") == false)
        #expect(printer.status.printedRows > before)
    }
}
