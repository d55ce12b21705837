import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Testing

/// What the owner reports against what lies on the paper of a printer with a mechanism.
@Suite("Printing on the simulated printer", .waiting)
struct PrinterSimulationTests {
    private static let job = PrinterBench.job(1)
    /// 60 lines, 1,140 bytes.
    private static let text = (10..<70).map { "line \($0) of the receipt" }.joined(separator: "\n")
    private static let document = JSONValue.string(text)

    private func bench(
        _ printer: SimulatedPrinter,
        flow: SerialSettings.FlowControl = .xonXoff,
        answers: Bool = true,
        interrupted: Bool = false,
        _ change: (inout PrinterTiming) -> Void = { _ in }
    ) throws -> PrinterBench {
        let bench = try PrinterBench(answers: answers, flow: flow, interrupted: interrupted, cuts: true, change)
        try bench.lay(try printer.openPseudoTerminal())
        return bench
    }

    private static func lines(_ receipt: PrintedReceipt) -> String {
        receipt.text.hasSuffix("\n") ? String(receipt.text.dropLast()) : receipt.text
    }

    @Test(
        "every kind of printer prints, two in a row, confirmed by the best it has",
        arguments: [
            (PrinterModel.epson, "process-id"), (.epsonWithoutProcessID, "fence"), (.clone, "none"), (.mute, "none"),
        ]
    )
    func models(model: PrinterModel, by: String) throws {
        let printer = try SimulatedPrinter(model)
        defer { printer.close() }
        let bench = try bench(printer, answers: !model.abilities.isEmpty)
        defer { bench.end() }
        bench.print(PrinterBench.order("first"))
        bench.print(PrinterBench.order("second", 2))
        #expect(bench.outcome() == .printed(Self.job, by: by))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: by))
        #expect(printer.waitForReceipts(2)?.map(Self.lines) == ["first", "second"])
        #expect(printer.unknownBytes.isEmpty)
    }

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
            bench = try self.bench(printer, flow: flow) {
                ($0.confirmMargin, $0.unexplained, $0.stall) = (20_000, 10_000, 20_000)
            }
        } else {
            bench = try PrinterBench(tcp: try printer.listenTCP(), cuts: true) { $0.confirmMargin = 20_000 }
        }
        defer { bench.end() }
        let long = (1_000..<1_400).map { "line \($0) of the long receipt" }.joined(separator: "\n")
        bench.print(PrinterBench.order(.string(long)))
        #expect(bench.outcome(1, 30) == .printed(Self.job, by: "process-id"))
        #expect(printer.receipts.map(Self.lines) == [long])
        #expect(printer.status.lostBytes == 0)
    }

    @Test(
        "paper ends in the middle: it waits, goes on after the reload, and the paper has it once",
        arguments: [
            (PrinterModel.epson, SerialSettings.FlowControl.rtsCts), (.epson, .xonXoff),
            (.epsonWithoutProcessID, .xonXoff), (.clone, .rtsCts),
        ]
    )
    func paperEnds(model: PrinterModel, flow: SerialSettings.FlowControl) throws {
        let printer = try SimulatedPrinter(model, faults: [PrinterFault(.paperEnd, at: .row(610))])
        defer { printer.close() }
        let bench = try bench(printer, flow: flow) { $0.hold = 20_000 }
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        #expect(
            bench.see { report in
                report == .waiting(Self.job, problem: "printer-paper-out")
                    || report == .waiting(Self.job, problem: "printer-busy")
            }
        )
        #expect(printer.receipts.isEmpty)
        printer.loadPaper()
        guard case .printed? = bench.outcome() else {
            Issue.record("not printed: \(bench.reports.withLock { $0 })")
            return
        }
        #expect(printer.waitForReceipts(1)?.map(Self.lines) == [Self.text])
        #expect(printer.receipts[0].interruptions.count == 1)
    }

    @Test("the cover is opened in the middle: it waits and goes on when it is closed")
    func coverOpens() throws {
        let printer = try SimulatedPrinter(.epson, faults: [PrinterFault(.coverOpen, at: .row(610))])
        defer { printer.close() }
        let bench = try bench(printer)
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-cover-open") })
        printer.closeCover()
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        #expect(printer.receipts.map(Self.lines) == [Self.text])
    }

    @Test(
        "a hot head and a stuck cutter are waited for by their names",
        arguments: [(PrinterFault.Effect.headHot(milliseconds: 700), "printer-hot"), (.cutterJam, "printer-cutter")]
    )
    func mechanism(effect: PrinterFault.Effect, problem: String) throws {
        let printer = try SimulatedPrinter(.epson, faults: [PrinterFault(effect, at: .row(610))])
        defer { printer.close() }
        let bench = try bench(printer)
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

    @Test("switched off at a byte: unknown, never sent again, and the next one is whole", arguments: [200, 1_250])
    func powerOff(byte: Int) throws {
        let printer = try SimulatedPrinter(.epson, faults: [PrinterFault(.powerOff, at: .byte(byte))])
        defer { printer.close() }
        let bench = try bench(printer)
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        guard case .unknown? = bench.outcome() else {
            Issue.record("not unknown: \(bench.reports.withLock { $0 })")
            return
        }
        bench.print(PrinterBench.order("next", 2))
        #expect(bench.see { $0 == .waiting(PrinterBench.job(2), problem: "printer-no-answer") })
        printer.powerOn()
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.receipts.count { $0.text.hasSuffix("next\n") } == 1)
        #expect(printer.receipts.allSatisfy { Self.lines($0) != Self.text })
    }

    @Test("switched off on the network: the connection goes, the receipt is unknown, and the printer comes back")
    func networkPower() throws {
        let printer = try SimulatedPrinter(.epson, faults: [PrinterFault(.powerOff, at: .byte(700))])
        defer { printer.close() }
        let bench = try PrinterBench(tcp: try printer.listenTCP(), cuts: true)
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

    @Test("switched off and on while the line holds a receipt back: the tail's confirmation is not believed")
    func tail() throws {
        // A pseudo-terminal holds all of it, as an adapter may hold a short receipt.
        let printer = try SimulatedPrinter(.epson, faults: [PrinterFault(.powerOff, at: .byte(300))])
        defer { printer.close() }
        let bench = try bench(printer, flow: .rtsCts) { $0.watch = 20 }
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        #expect(printer.wait { !$0.isOn })
        // Longer than two of its answers may take.
        _ = printer.wait(milliseconds: 1_500) { _ in false }
        printer.powerOn()
        guard case .unknown? = bench.outcome() else {
            Issue.record("believed: \(bench.reports.withLock { $0 })")
            return
        }
    }

    @Test(
        "an answer that is lost makes it unknown, one that is late is waited for",
        arguments: [
            ([PrinterFault.Effect.replyLate(milliseconds: 600)], nil),
            // The macro's, and the id's as well.
            ([.replyLost], "printer-power-lost"), ([.replyLost, .replyLost], "printer-unknown"),
        ]
    )
    func replies(effects: [PrinterFault.Effect], problem: String?) throws {
        // Within the receipt, so that the next answers are its own.
        let printer = try SimulatedPrinter(.epson, faults: effects.map { PrinterFault($0, at: .byte(500)) })
        defer { printer.close() }
        let bench = try bench(printer) { $0.confirmMargin = 1_500 }
        defer { bench.end() }
        bench.print(PrinterBench.order(Self.document))
        let end = problem.map { PrinterReport.unknown(Self.job, problem: $0) }
        #expect(bench.outcome() == end ?? .printed(Self.job, by: "process-id"))
        #expect(printer.receipts.map(Self.lines) == [Self.text])
    }

    @Test("stopped in the middle and begun again: what the printer still prints and confirms is printed")
    func restart() throws {
        // BUSY only when full: all of it lies in the printer's buffer.
        var model = PrinterModel.epson
        model.isBusyWhileOffline = false
        let printer = try SimulatedPrinter(model, faults: [PrinterFault(.paperEnd, at: .row(610))])
        defer { printer.close() }
        let first = try bench(printer)
        #expect(first.connected())
        let before = printer.status.receivedBytes
        first.print(PrinterBench.order(Self.document))
        #expect(first.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        // Three questions, ESC @, GS a, the text, line feed and cut, and the request for its id.
        let all = before + 9 + 2 + 3 + Self.text.utf8.count + 5 + 11
        #expect(printer.wait { $0.receivedBytes >= all })
        #expect(first.end())
        #expect(first.outcome(1, 0) == nil)

        let second = try bench(printer, interrupted: true)
        defer { second.end() }
        #expect(second.see { $0 == .connected(abilities: ["confirmation": .null]) })
        second.print(PrinterBench.order(Self.document, 1, resume: true))
        #expect(second.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        printer.loadPaper()
        #expect(second.outcome() == .printed(Self.job, by: "process-id"))
        second.print(PrinterBench.order("next", 2))
        #expect(second.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.waitForReceipts(2)?.map(Self.lines) == [Self.text, "next"])
    }

    @Test("stopped in the middle and begun again: what nobody confirms is unknown, and nothing is sent again")
    func restartWithoutMemory() throws {
        let printer = try SimulatedPrinter(.epson, faults: [PrinterFault(.paperEnd, at: .row(610))])
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
        #expect(second.see { $0 == .connected(abilities: ["confirmation": .null]) })
        second.print(PrinterBench.order(Self.document, 1, resume: true))
        #expect(second.outcome() == .unknown(Self.job, problem: "printer-unknown"))
        second.print(PrinterBench.order("next", 2))
        #expect(second.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.receipts.allSatisfy { Self.lines($0) != Self.text })
    }
}
