import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Receipts
import Testing

/// What the owner reports against what lies on the paper of Star's printers, in all their languages.
@Suite("Printing on a simulated Star printer", .waiting)
struct StarSimulationTests {
    private static let models: [PrinterModel] = [.starTSP654II, .starMCPrint3, .starTSP143III]
    private static let job = PrinterBench.job(1)
    /// 60 lines, 1,140 bytes.
    private static let text = (10..<70).map { "line \($0) of the receipt" }
    private static let document = JSONValue.string(text.joined(separator: "\n"))

    private func bench(
        _ printer: SimulatedPrinter,
        flow: SerialSettings.FlowControl = .xonXoff,
        interrupted: Bool = false,
        known: [JSONValue] = [],
        _ change: (inout PrinterTiming) -> Void = { _ in }
    ) throws -> PrinterBench {
        let bench = try PrinterBench(
            dialect: printer.model.dialect,
            flow: flow,
            interrupted: interrupted,
            known: known,
            pictures: ["picture": StarReceipt.withPicture(printer.model.dialect)]
        ) { timing in
            // A simulated printer on a busy machine takes its time; and of each answer a test knows whose it is.
            (timing.watch, timing.stall, timing.confirmMargin) = (60_000, 5_000, 2_000)
            change(&timing)
        }
        try bench.lay(try printer.openPseudoTerminal())
        return bench
    }

    private func paper(_ printer: SimulatedPrinter) -> [[String]] {
        printer.receipts.map { StarReceipt.lines($0, printer.model.dialect) }
    }

    private func expectNext(_ bench: PrinterBench, _ printer: SimulatedPrinter) {
        bench.print(PrinterBench.order("next", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "print-end"))
        #expect(paper(printer).last?.last == "next")
    }

    @Test("two receipts in a row are confirmed by the printed end", arguments: models, ["serial", "tcp", "usb"])
    func printEnd(model: PrinterModel, line: String) throws {
        let printer = try SimulatedPrinter(model)
        defer { printer.close() }
        let ports = try USBPorts()
        defer { ports.close() }
        let bench: PrinterBench
        switch line {
        case "serial": bench = try self.bench(printer)
        case "tcp": bench = try PrinterBench(dialect: model.dialect, tcp: try printer.listenTCP())
        default:
            try printer.plugUSB(into: ports.server)
            bench = try PrinterBench(dialect: model.dialect, port: ports.port(USBPrinterPlace(port: "1-1")))
        }
        defer { bench.end() }
        bench.print(PrinterBench.order("first"))
        bench.print(PrinterBench.order("second", 2))
        #expect(bench.outcome() == .printed(Self.job, by: "print-end"))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "print-end"))
        #expect(paper(printer) == [["first"], ["second"]])
        #expect(printer.unknownBytes.isEmpty)
        #expect(
            bench.see { report in
                report
                    == .connected(abilities: [
                        "confirmation": "print-end", "realTimeStatus": true, "automaticStatus": true, "fence": false,
                        "bufferClear": false, "identity": [],
                        "statusVersion": .integer(model.dialect == .starPRNT ? 4 : 3),
                    ])
            }
        )
    }

    @Test("one that does not count printed ends is confirmed by its ETB counter, also without automatic status")
    func counter() throws {
        for quirks in [PrinterModel.Quirks(), .ignoresRequestsWhileAutomatic] {
            var model = PrinterModel.starTSP654II
            model.abilities.remove(.processID)
            model.quirks = quirks
            let printer = try SimulatedPrinter(model)
            defer { printer.close() }
            let bench = try bench(printer)
            defer { bench.end() }
            for number in 1...4 {
                bench.print(PrinterBench.order("hello", number))
                #expect(bench.outcome(number) == .printed(PrinterBench.job(number), by: "etb"))
            }
            #expect(paper(printer) == [["hello"], ["hello"], ["hello"], ["hello"]])
        }
    }

    @Test("one that answers no question while it tells its status by itself is asked, and tells nothing by itself")
    func silentWhileAutomatic() throws {
        var model = PrinterModel.starTSP654II
        model.quirks = .ignoresRequestsWhileAutomatic
        let printer = try SimulatedPrinter(model)
        defer { printer.close() }
        let bench = try bench(printer)
        defer { bench.end() }
        bench.print(PrinterBench.order("hello"))
        #expect(bench.outcome() == .printed(Self.job, by: "print-end"))
        #expect(bench.see { if case .connected(let can) = $0 { can["automaticStatus"] == false } else { false } })
        printer.removePaper()
        #expect(bench.see { if case .status(let now) = $0 { now["problem"] == "printer-paper-out" } else { false } })
    }

    @Test("a printer that is known is recognised, and prints")
    func recognised() throws {
        let printer = try SimulatedPrinter(.starTSP654II)
        defer { printer.close() }
        let first = try bench(printer)
        #expect(first.connected())
        let abilities = first.all { if case .connected = $0 { true } else { false } }.compactMap { report in
            if case .connected(let abilities) = report { abilities } else { nil }
        }
        first.end()
        let second = try bench(printer, known: abilities)
        defer { second.end() }
        second.print(PrinterBench.order("hello"))
        #expect(second.outcome() == .printed(Self.job, by: "print-end"))
        #expect(second.see { $0 == .connected(abilities: abilities.last ?? .null) })
    }

    @Test("paper ends in the middle: it waits, goes on after the reload, and the paper has it once", arguments: models)
    func paperEnds(model: PrinterModel) throws {
        let printer = try SimulatedPrinter(model, faults: [PrinterFault(.paperEnd, at: .row(610))])
        defer { printer.close() }
        let bench = try bench(printer)
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        #expect(printer.receipts.isEmpty)
        printer.loadPaper()
        #expect(bench.outcome() == .printed(Self.job, by: "print-end"))
        #expect(paper(printer) == [Self.text])
    }

    @Test("cover, near end and a stuck cutter are told", arguments: models)
    func told(model: PrinterModel) throws {
        let printer = try SimulatedPrinter(model, faults: [PrinterFault(.coverOpen, at: .row(610))])
        defer { printer.close() }
        let bench = try bench(printer)
        defer { bench.end() }
        #expect(bench.connected())
        printer.setPaper(nearEnd: true)
        #expect(bench.see { if case .status(let now) = $0 { now["paper"] == "near-end" } else { false } })
        bench.print(PrinterBench.order(Self.document))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-cover-open") })
        printer.closeCover()
        #expect(bench.outcome() == .printed(Self.job, by: "print-end"))
        #expect(paper(printer) == [Self.text])
        printer.jamCutter()
        bench.print(PrinterBench.order("stuck", 2))
        #expect(bench.see { $0 == .waiting(PrinterBench.job(2), problem: "printer-cutter") })
    }

    @Test("switched off in the middle: unknown, never sent again, and the next one is whole", arguments: models)
    func powerOff(model: PrinterModel) throws {
        let printer = try SimulatedPrinter(model, faults: [PrinterFault(.powerOff, at: .byte(700))])
        defer { printer.close() }
        let bench = try bench(printer)
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        guard case .unknown? = bench.outcome() else {
            Issue.record("not unknown: \(bench.reports.withLock { $0 })")
            return
        }
        printer.powerOn()
        expectNext(bench, printer)
        #expect(paper(printer).allSatisfy { $0 != Self.text })
    }

    @Test("off and on again while the receipt waits for paper: its tail's answer does not count", arguments: models)
    func tail(model: PrinterModel) throws {
        // BUSY at paper end: the tail waits on this side, and is printed by a printer that has forgotten the rest.
        let printer = try SimulatedPrinter(model, faults: [PrinterFault(.paperEnd, at: .row(610))])
        defer { printer.close() }
        let bench = try bench(printer)
        defer { bench.end() }
        let long = JSONValue.string((Self.text + Self.text + Self.text + Self.text).joined(separator: "\n"))
        bench.print(PrinterBench.order(long))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        printer.powerOff()
        printer.loadPaper()
        printer.powerOn()
        guard case .unknown? = bench.outcome() else {
            Issue.record("not unknown: \(bench.reports.withLock { $0 })")
            return
        }
        expectNext(bench, printer)
    }

    @Test(
        "off and on again while the line holds the receipt back: the tail's counter is not the receipt's",
        arguments: models
    )
    func counterOfTail(model: PrinterModel) throws {
        // A pseudo-terminal holds all of it, and nobody looks whether the printer is there.
        let printer = try SimulatedPrinter(model, faults: [PrinterFault(.powerOff, at: .byte(300))])
        defer { printer.close() }
        let bench = try bench(printer, flow: .rtsCts) { $0.unexplained = 60_000 }
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        #expect(printer.wait { !$0.isOn })
        printer.powerOn()
        guard case .unknown? = bench.outcome() else {
            Issue.record("believed: \(bench.reports.withLock { $0 })")
            return
        }
        expectNext(bench, printer)
    }

    @Test("a confirmation that is lost makes it unknown, and the paper has it once", arguments: models)
    func lost(model: PrinterModel) throws {
        let printer = try SimulatedPrinter(model, faults: [PrinterFault(.replyLost, at: .byte(500))])
        defer { printer.close() }
        let bench = try bench(printer)
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-unknown"))
        #expect(paper(printer) == [Self.text])
        // The next question's answer stands for all before it.
        expectNext(bench, printer)
        #expect(bench.see { $0 == .cleared(Self.job) })
    }

    @Test(
        "stopped in the middle and begun again: what the printer still prints and confirms is printed",
        arguments: models
    )
    func restart(model: PrinterModel) throws {
        var model = model
        model.isBusyWhileOffline = false
        model.receiveBufferBytes = 65_536
        let printer = try SimulatedPrinter(model, faults: [PrinterFault(.paperEnd, at: .row(610))])
        defer { printer.close() }
        let first = try bench(printer)
        #expect(first.connected())
        // A question, ESC RS a, three ESC GS ETX, and the receipt.
        let all = StarReceipt.bytes(Self.text.joined(separator: "\n"), model.dialect).count + 3 + 4 + 18
        let before = printer.status.receivedBytes
        first.print(PrinterBench.order(Self.document))
        #expect(first.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        #expect(printer.wait { $0.receivedBytes >= before + all })
        #expect(first.end())
        #expect(first.outcome(1, 0) == nil)

        let second = try bench(printer, interrupted: true)
        defer { second.end() }
        #expect(second.see { $0 == .connected(abilities: ["confirmation": .null]) })
        second.print(PrinterBench.order(Self.document, 1, resume: true))
        #expect(second.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        printer.loadPaper()
        #expect(second.outcome() == .printed(Self.job, by: "print-end"))
        expectNext(second, printer)
        #expect(paper(printer) == [Self.text, ["next"]])
    }

    @Test("stopped in the middle and begun again: what nobody confirms is unknown, and nothing is sent again")
    func restartWithoutMemory() throws {
        let printer = try SimulatedPrinter(.starTSP654II, faults: [PrinterFault(.paperEnd, at: .row(610))])
        defer { printer.close() }
        let first = try bench(printer)
        first.print(PrinterBench.order(Self.document))
        #expect(first.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        #expect(first.end())
        printer.powerOff()
        printer.powerOn()
        printer.loadPaper()
        let second = try bench(printer, interrupted: true)
        defer { second.end() }
        second.print(PrinterBench.order(Self.document, 1, resume: true))
        #expect(second.outcome() == .unknown(Self.job, problem: "printer-unknown"))
        expectNext(second, printer)
        #expect(paper(printer).allSatisfy { $0 != Self.text })
    }

    @Test(
        "broken off inside a picture: what it still wants is filled up, and the next receipt is whole",
        arguments: models,
        [400, 4_000, 13_000]
    )
    func picture(model: PrinterModel, byte: Int) throws {
        let printer = try SimulatedPrinter(model, faults: [PrinterFault(.cablePull, at: .byte(byte))])
        defer { printer.close() }
        let bench = try PrinterBench(
            dialect: model.dialect,
            tcp: try printer.listenTCP(),
            pictures: ["picture": StarReceipt.withPicture(model.dialect)]
        ) {
            // It answers everything, however late on a busy machine.
            ($0.answer, $0.patientAnswer, $0.flushLimit) = (10_000, 10_000, 10_000)
        }
        defer { bench.end() }
        bench.print(PrinterBench.order("picture"))
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-disconnected"))
        printer.plugCable()
        expectNext(bench, printer)
        // Not a command was eaten and nothing was printed that is no receipt's.
        #expect(printer.unknownBytes.isEmpty)
        #expect(paper(printer).flatMap(\.self).filter { $0 != "above" } == ["next"])
        #expect(bench.see { $0 == .cleared(Self.job) })
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
