import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Receipts
import Testing

/// A printer that loses power for a moment in the middle of a receipt, more quickly than anybody looks, and prints the tail.
@Suite("Off and on again before anybody looks", .waiting)
struct PowerCycleTests {
    private static let job = PrinterBench.job(1)
    /// 60 lines, 1,140 bytes.
    private static let text = (10..<70).map { "line \($0) of the receipt" }

    private static let models: [PrinterModel] = {
        var silent = PrinterModel.epson
        silent.abilities.remove(.automaticStatus)
        var counter = PrinterModel.starTSP654II
        counter.abilities.remove(.processID)
        return [
            .epson, silent, .epsonWithoutProcessID, .starTSP654II, counter, .starMCPrint3, .starTSP143III,
        ]
    }()

    /// Nobody is to find out by the clock.
    private func bench(_ printer: SimulatedPrinter, flow: SerialSettings.FlowControl) throws -> PrinterBench {
        let bench = try PrinterBench(
            dialect: printer.model.dialect,
            flow: flow,
            baud: 460_800,
            cuts: true
        ) { timing in
            (timing.watch, timing.unexplained, timing.stall) = (60_000, 60_000, 60_000)
            (timing.holdNotice, timing.confirmMargin) = (60_000, 2_000)
            // They answer everything, however late on a busy machine.
            (timing.answer, timing.patientAnswer, timing.flushLimit) = (5_000, 10_000, 10_000)
        }
        try bench.lay(try printer.openPseudoTerminal())
        return bench
    }

    /// With RTS and CTS the line keeps what was not sent, without handshake it gets lost.
    @Test(
        "the tail's confirmation is not believed, and the next receipt is whole",
        arguments: models,
        [SerialSettings.FlowControl.rtsCts, .none]
    )
    func tail(model: PrinterModel, flow: SerialSettings.FlowControl) throws {
        let fault = PrinterFault(.powerCycle(milliseconds: 5), at: .byte(flow == .rtsCts ? 1_000 : 600))
        let printer = try SimulatedPrinter(model, faults: [fault])
        defer { printer.close() }
        let bench = try bench(printer, flow: flow)
        defer { bench.end() }
        #expect(bench.connected())
        #expect(printer.status.receivedBytes < 500)
        bench.print(PrinterBench.order(.string(Self.text.joined(separator: "\n"))))
        guard case .unknown? = bench.outcome() else {
            Issue.record("believed: \(bench.reports.withLock { $0 })")
            return
        }
        bench.print(PrinterBench.order("next", 2))
        guard case .printed? = bench.outcome(2) else {
            Issue.record("not printed: \(bench.reports.withLock { $0 })")
            return
        }
        #expect(printer.receipts.flatMap { StarReceipt.lines($0, model.dialect) }.last == "next")
    }

    @Test(
        "how a printer takes macros is found out, and a macro that it has forgotten gives it away",
        arguments: [ScriptedPrinter.Macro.none, .silentDefinition, .answersDefinition]
    )
    func macro(macro: ScriptedPrinter.Macro) throws {
        let bench = try PrinterBench(flow: .none) {
            ($0.unexplained, $0.answer, $0.patientAnswer, $0.flushLimit) = (60_000, 2_000, 10_000, 10_000)
        }
        defer { bench.end() }
        let printer = try bench.plug(.init(macro: macro))
        defer { printer.end() }
        #expect(bench.connected())
        let answers: JSONValue =
            switch macro {
            case .none: 0
            case .silentDefinition: 1
            case .answersDefinition: 2
            }
        #expect(
            bench.see { if case .connected(let found) = $0 { found["macroAnswers"] == answers } else { false } }
        )
        bench.print(PrinterBench.order("first"))
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        guard macro != .none else {
            return
        }
        printer.change { $0.forgetsAt = $0.received.count + 600 }
        bench.print(PrinterBench.order(.string(Self.text.joined(separator: "\n")), 2))
        #expect(bench.outcome(2) == .unknown(PrinterBench.job(2), problem: "printer-power-lost"))
        bench.print(PrinterBench.order("next", 3))
        #expect(bench.outcome(3) == .printed(PrinterBench.job(3), by: "process-id"))
        #expect(printer.paper.hasSuffix("next\n"))
    }
}
