import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Testing

/// What the owner reports against what lies on the paper of a printer with a mechanism, where only one of ESC/POS shows it.
@Suite("Printing on a simulated Epson printer", .waiting)
struct EpsonSimulationTests {
    private static let job = PrinterBench.job(1)
    /// 60 lines, 1,140 bytes.
    private static let lines = (10..<70).map { "line \($0) of the receipt" }
    private static let document = JSONValue.string(lines.joined(separator: "\n"))

    @Test(
        "a receipt longer than the buffer loses nothing, whatever holds the line",
        arguments: ["rts-cts", "xon-xoff", "tcp"]
    )
    func slowMechanism(line: String) throws {
        // Ten times as fast as real, and still slower than the line.
        let printer = try SimulatedPrinter(.epson.at(.times(10)))
        defer { printer.close() }
        let bench: PrinterBench
        if let flow = SerialSettings.FlowControl(rawValue: line) {
            bench = try SimulatedKind.epson.bench(printer, flow: flow) {
                ($0.confirmMargin, $0.unexplained, $0.stall) = (20_000, 10_000, 20_000)
            }
        } else {
            bench = try PrinterBench(tcp: try printer.listenTCP(), cuts: true) { timing in
                SimulatedKind.epson.wait(&timing)
                timing.confirmMargin = 20_000
            }
        }
        defer { bench.end() }
        let long = (1_000..<1_400).map { "line \($0) of the long receipt" }
        bench.print(PrinterBench.order(.string(long.joined(separator: "\n"))))
        #expect(bench.outcome(1, 30) == .printed(Self.job, by: "process-id"))
        #expect(SimulatedKind.epson.paper(printer) == [long])
        #expect(printer.status.lostBytes == 0)
    }

    @Test(
        "a hot head and a stuck cutter are waited for by their names",
        arguments: [(PrinterFault.Effect.headHot(milliseconds: 700), "printer-hot"), (.cutterJam, "printer-cutter")]
    )
    func mechanism(effect: PrinterFault.Effect, problem: String) throws {
        let printer = try SimulatedPrinter(.epson, faults: [PrinterFault(effect, at: .row(610))])
        defer { printer.close() }
        let bench = try SimulatedKind.epson.bench(printer)
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        #expect(bench.see { $0 == .waiting(Self.job, problem: problem) })
        if problem == "printer-hot" {
            #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        } else {
            // Power frees the blade, and with it goes the certainty.
            printer.powerOff()
            printer.powerOn()
            #expect(bench.outcome() == .unknown(Self.job, problem: "printer-power-lost"))
        }
    }

    @Test("switched off on the network: the connection goes, the receipt is unknown, and the printer comes back")
    func networkPower() throws {
        let printer = try SimulatedPrinter(.epson, faults: [PrinterFault(.powerOff, at: .byte(700))])
        defer { printer.close() }
        let bench = try PrinterBench(tcp: try printer.listenTCP(), cuts: true, SimulatedKind.epson.wait)
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-disconnected"))
        #expect(bench.see { if case .disconnected = $0 { true } else { false } })
        printer.powerOn()
        #expect(
            bench.reports.wait(until: .after(milliseconds: 10_000)) { list in
                if case .connected = list.last(where: { if case .status = $0 { false } else { true } }) {
                    true
                } else {
                    nil
                }
            } == true
        )
        bench.print(PrinterBench.order("next", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
    }

    @Test(
        "an answer that is late is waited for; where only the macro's is lost, power may have been away, and the id is not believed",
        arguments: [
            (PrinterFault.Effect.replyLate(milliseconds: 600), PrinterReport.printed(job, by: "process-id")),
            (.replyLost, .unknown(job, problem: "printer-power-lost")),
        ]
    )
    func firstAnswer(effect: PrinterFault.Effect, outcome: PrinterReport) throws {
        // Within the receipt, so that the next answer is its own.
        let printer = try SimulatedPrinter(.epson, faults: [PrinterFault(effect, at: .byte(500))])
        defer { printer.close() }
        let bench = try SimulatedKind.epson.bench(printer) { $0.confirmMargin = 1_500 }
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        #expect(bench.outcome() == outcome)
        #expect(SimulatedKind.epson.paper(printer) == [Self.lines])
    }
}
