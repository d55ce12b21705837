import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Receipts
import Testing

/// What the owner reports against what lies on the paper of a printer with a mechanism, in every language of printers.
@Suite("Printing on the simulated printer", .waiting)
struct PrinterSimulationTests {
    private static let job = PrinterBench.job(1)
    /// 60 lines, 1,140 bytes.
    private static let lines = (10..<70).map { "line \($0) of the receipt" }
    private static let text = lines.joined(separator: "\n")
    private static let document = JSONValue.string(text)

    @Test(
        "every kind of printer prints, two in a row, confirmed by the best it has",
        arguments: [SimulatedKind.epson, .epsonWithoutProcessID, .clone, .mute].map { ($0, "serial") }
            + SimulatedKind.stars.flatMap { kind in ["serial", "tcp", "usb"].map { (kind, $0) } }
    )
    func prints(kind: SimulatedKind, line: String) throws {
        let printer = try SimulatedPrinter(kind.model)
        defer { printer.close() }
        let ports = try USBPorts()
        defer { ports.close() }
        let bench: PrinterBench
        switch line {
        case "serial": bench = try kind.bench(printer)
        case "tcp": bench = try PrinterBench(dialect: kind.dialect, tcp: try printer.listenTCP(), kind.wait)
        default:
            try printer.plugUSB(into: ports.server)
            bench = try PrinterBench(dialect: kind.dialect, port: ports.port(USBPrinterPlace(port: "1-1")), kind.wait)
        }
        defer { bench.end() }
        bench.print(PrinterBench.order("first"))
        bench.print(PrinterBench.order("second", 2))
        #expect(bench.outcome() == .printed(Self.job, by: kind.confirmation))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: kind.confirmation))
        #expect(kind.paper(printer, 2) == [["first"], ["second"]])
        #expect(printer.unknownBytes.isEmpty)
        guard kind.isStar else {
            return
        }
        #expect(
            bench.see { report in
                report
                    == .connected(abilities: [
                        "confirmation": "print-end", "realTimeStatus": true, "automaticStatus": true, "fence": false,
                        "bufferClear": false, "identity": [],
                        "statusVersion": .integer(kind.dialect == .starPRNT ? 4 : 3),
                    ])
            }
        )
    }

    @Test(
        "paper ends in the middle: it waits, goes on after the reload, and the paper has it once",
        arguments: [
            (SimulatedKind.epson, SerialSettings.FlowControl.rtsCts), (.epson, .xonXoff),
            (.epsonWithoutProcessID, .xonXoff), (.clone, .rtsCts),
        ] + SimulatedKind.stars.map { ($0, .xonXoff) }
    )
    func paperEnds(kind: SimulatedKind, flow: SerialSettings.FlowControl) throws {
        let printer = try SimulatedPrinter(kind.model, faults: [PrinterFault(.paperEnd, at: .row(610))])
        defer { printer.close() }
        let bench = try kind.bench(printer, flow: flow) { timing in
            if !kind.isStar {
                timing.hold = 20_000
            }
        }
        defer { bench.end() }
        // One that holds the line and answers nothing meanwhile is only seen to be busy.
        let problems = kind.isStar ? ["printer-paper-out"] : ["printer-paper-out", "printer-busy"]
        bench.print(PrinterBench.order(Self.document))
        #expect(bench.see { report in problems.contains { report == .waiting(Self.job, problem: $0) } })
        #expect(printer.receipts.isEmpty)
        printer.loadPaper()
        #expect(bench.outcome() == .printed(Self.job, by: kind.confirmation))
        #expect(kind.paper(printer, 1) == [Self.lines])
        if !kind.isStar {
            #expect(printer.receipts.first?.interruptions.count == 1)
        }
    }

    @Test(
        "the cover is opened in the middle: it waits and goes on when it is closed",
        arguments: SimulatedKind.languages
    )
    func coverOpens(kind: SimulatedKind) throws {
        let printer = try SimulatedPrinter(kind.model, faults: [PrinterFault(.coverOpen, at: .row(610))])
        defer { printer.close() }
        let bench = try kind.bench(printer)
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-cover-open") })
        printer.closeCover()
        #expect(bench.outcome() == .printed(Self.job, by: kind.confirmation))
        #expect(kind.paper(printer) == [Self.lines])
    }

    @Test(
        "switched off at a byte: unknown, never sent again, and the next one is whole",
        arguments: [(SimulatedKind.epson, 200), (.epson, 1_250)] + SimulatedKind.stars.map { ($0, 700) }
    )
    func powerOff(kind: SimulatedKind, byte: Int) throws {
        let printer = try SimulatedPrinter(kind.model, faults: [PrinterFault(.powerOff, at: .byte(byte))])
        defer { printer.close() }
        let bench = try kind.bench(printer)
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        guard case .unknown? = bench.outcome() else {
            Issue.record("not unknown: \(bench.reports.withLock { $0 })")
            return
        }
        if kind.isStar {
            printer.powerOn()
            kind.expectNext(bench, printer)
        } else {
            bench.print(PrinterBench.order("next", 2))
            #expect(bench.see { $0 == .waiting(PrinterBench.job(2), problem: "printer-no-answer") })
            printer.powerOn()
            kind.expectPrinted(bench, printer)
        }
        #expect(kind.paper(printer).allSatisfy { $0 != Self.lines })
    }

    @Test(
        "off and on again while the line holds the receipt back: what confirms its tail does not confirm the receipt",
        arguments: SimulatedKind.languages
    )
    func tail(kind: SimulatedKind) throws {
        // A pseudo-terminal holds all of it, as an adapter may hold a short receipt.
        let printer = try SimulatedPrinter(kind.model, faults: [PrinterFault(.powerOff, at: .byte(300))])
        defer { printer.close() }
        let bench = try kind.bench(printer, flow: .rtsCts) { timing in
            if kind.isStar {
                // Nobody looks whether the printer is there.
                timing.unexplained = 60_000
            } else {
                (timing.watch, timing.answer, timing.patientAnswer) = (20, 400, 600)
            }
        }
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        #expect(printer.wait { !$0.isOn })
        if !kind.isStar {
            // Longer than two of its answers may take.
            _ = printer.wait(milliseconds: 1_500) { _ in false }
        }
        printer.powerOn()
        guard case .unknown? = bench.outcome() else {
            Issue.record("believed: \(bench.reports.withLock { $0 })")
            return
        }
        kind.expectNext(bench, printer)
    }

    @Test(
        "confirmations that are lost make it unknown, and the paper has it once",
        arguments: SimulatedKind.languages
    )
    func lost(kind: SimulatedKind) throws {
        // Within the receipt, so that the next answers are its own: one of a Star printer, the macro's and the id's of others.
        let faults = [PrinterFault](repeating: PrinterFault(.replyLost, at: .byte(500)), count: kind.isStar ? 1 : 2)
        let printer = try SimulatedPrinter(kind.model, faults: faults)
        defer { printer.close() }
        let bench = try kind.bench(printer) { $0.confirmMargin = kind.isStar ? 2_000 : 1_500 }
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-unknown"))
        #expect(kind.paper(printer) == [Self.lines])
        // The next question's answer stands for all before it.
        kind.expectNext(bench, printer)
        #expect(bench.see { $0 == .cleared(Self.job) })
    }

    @Test(
        "stopped in the middle and begun again: what the printer still prints and confirms is printed",
        arguments: SimulatedKind.languages
    )
    func restart(kind: SimulatedKind) throws {
        // BUSY only when full: all of it lies in the printer's buffer.
        var model = kind.model
        model.isBusyWhileOffline = false
        model.receiveBufferBytes = 65_536
        let printer = try SimulatedPrinter(model, faults: [PrinterFault(.paperEnd, at: .row(610))])
        defer { printer.close() }
        let first = try kind.bench(printer)
        #expect(first.connected())
        let before = printer.status.receivedBytes
        first.print(PrinterBench.order(Self.document))
        #expect(first.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        #expect(printer.wait { $0.receivedBytes >= before + kind.bytesSent(for: Self.text) })
        #expect(first.end())
        #expect(first.outcome(1, 0) == nil)

        let second = try kind.bench(printer, interrupted: true)
        defer { second.end() }
        #expect(second.see { $0 == .connected(abilities: ["confirmation": .null]) })
        second.print(PrinterBench.order(Self.document, 1, resume: true))
        #expect(second.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        printer.loadPaper()
        #expect(second.outcome() == .printed(Self.job, by: kind.confirmation))
        kind.expectNext(second, printer)
        #expect(kind.paper(printer) == [Self.lines, ["next"]])
    }

    @Test(
        "stopped in the middle and begun again: what nobody confirms is unknown, and nothing is sent again",
        arguments: [SimulatedKind.epson, .starLine]
    )
    func restartWithoutMemory(kind: SimulatedKind) throws {
        let printer = try SimulatedPrinter(kind.model, faults: [PrinterFault(.paperEnd, at: .row(610))])
        defer { printer.close() }
        let first = try kind.bench(printer)
        first.print(PrinterBench.order(Self.document))
        #expect(first.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        #expect(first.end())
        printer.powerOff()
        printer.powerOn()
        printer.loadPaper()

        let second = try kind.bench(printer, interrupted: true)
        defer { second.end() }
        #expect(second.see { $0 == .connected(abilities: ["confirmation": .null]) })
        second.print(PrinterBench.order(Self.document, 1, resume: true))
        #expect(second.outcome() == .unknown(Self.job, problem: "printer-unknown"))
        kind.expectNext(second, printer)
        #expect(kind.paper(printer).allSatisfy { $0 != Self.lines })
    }

    @Test(
        "another language than the profile's is a clear problem, and nothing is printed",
        arguments: [
            (PrinterModel.epson, PrinterDialect.starLine), (.epson, .starPRNT), (.epson, .starGraphic),
            (.clone, .starLine), (.starTSP654II, .escpos), (.starMCPrint3, .escpos), (.starTSP143III, .escpos),
        ]
    )
    func wrongDialect(model: PrinterModel, profile: PrinterDialect) throws {
        let printer = try SimulatedPrinter(model)
        defer { printer.close() }
        let bench = try PrinterBench(dialect: profile)
        defer { bench.end() }
        try bench.lay(try printer.openPseudoTerminal())
        bench.print(PrinterBench.order("hello"))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-wrong-dialect") })
        #expect(bench.see { $0 == .status(["online": false, "problem": "printer-wrong-dialect"]) })
        #expect(printer.status.isIdle)
        #expect(printer.receipts.isEmpty)
        #expect(printer.unfinished == nil)
    }
}
