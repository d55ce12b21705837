import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Testing

@Suite("A stuck printer", .waiting)
struct StuckPrinterTests {
    @Test("does not delay another, whatever it is stuck in", arguments: [true, false])
    func another(takesBytes: Bool) throws {
        let stuck = try PrinterBench()
        defer { stuck.end() }
        let dead = try stuck.plug { state in
            state.saysXOFF = true
            state.coverOpen = !takesBytes
        }
        defer { dead.end() }
        if takesBytes {
            #expect(stuck.connected())
            dead.change { $0.paperEndsAt = $0.executed + 100 }
        }
        stuck.print(PrinterBench.order(.string(String(repeating: "waits\n", count: 200))))
        #expect(stuck.see { if case .waiting = $0 { true } else { false } })

        let printer = try SimulatedPrinter(.epson)
        defer { printer.close() }
        let bench = try PrinterBench(cuts: true)
        defer { bench.end() }
        try bench.lay(try printer.openPseudoTerminal())
        for number in 1...3 {
            bench.print(PrinterBench.order(.string("receipt \(number)"), number))
            #expect(bench.outcome(number) == .printed(PrinterBench.job(number), by: "process-id"))
        }
        #expect(stuck.outcome(1, 0) == nil)
    }
}
