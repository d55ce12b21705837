import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Testing

/// What the owner reports against what lies on the paper of Star's printers, where only they show it.
@Suite("Printing on a simulated Star printer", .waiting)
struct StarSimulationTests {
    private static let job = PrinterBench.job(1)
    /// 60 lines, 1,140 bytes.
    private static let lines = (10..<70).map { "line \($0) of the receipt" }

    @Test("one that does not count printed ends is confirmed by its ETB counter, also without automatic status")
    func counter() throws {
        for quirks in [PrinterModel.Quirks(), .ignoresRequestsWhileAutomatic] {
            var model = PrinterModel.starTSP654II
            model.abilities.remove(.processID)
            model.quirks = quirks
            let printer = try SimulatedPrinter(model)
            defer { printer.close() }
            let bench = try SimulatedKind.starLine.bench(printer)
            defer { bench.end() }
            for number in 1...4 {
                bench.print(PrinterBench.order("hello", number))
                #expect(bench.outcome(number) == .printed(PrinterBench.job(number), by: "etb"))
            }
            #expect(SimulatedKind.starLine.paper(printer) == [["hello"], ["hello"], ["hello"], ["hello"]])
        }
    }

    @Test("one that answers no question while it tells its status by itself is asked, and tells nothing by itself")
    func silentWhileAutomatic() throws {
        var model = PrinterModel.starTSP654II
        model.quirks = .ignoresRequestsWhileAutomatic
        let printer = try SimulatedPrinter(model)
        defer { printer.close() }
        let bench = try SimulatedKind.starLine.bench(printer)
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
        let first = try SimulatedKind.starLine.bench(printer)
        #expect(first.connected())
        let abilities = first.abilities
        first.end()
        let second = try SimulatedKind.starLine.bench(printer, known: abilities)
        defer { second.end() }
        second.print(PrinterBench.order("hello"))
        #expect(second.outcome() == .printed(Self.job, by: "print-end"))
        #expect(second.see { $0 == .connected(abilities: abilities.last ?? .null) })
    }

    @Test("near end and a stuck cutter are told", arguments: SimulatedKind.stars)
    func told(kind: SimulatedKind) throws {
        let printer = try SimulatedPrinter(kind.model)
        defer { printer.close() }
        let bench = try kind.bench(printer)
        defer { bench.end() }
        #expect(bench.connected())
        printer.setPaper(nearEnd: true)
        #expect(bench.see { if case .status(let now) = $0 { now["paper"] == "near-end" } else { false } })
        printer.jamCutter()
        bench.print(PrinterBench.order("stuck"))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-cutter") })
    }

    @Test(
        "off and on again while the receipt waits for paper: its tail's answer does not count",
        arguments: SimulatedKind.stars
    )
    func tail(kind: SimulatedKind) throws {
        // BUSY at paper end: the tail waits on this side, and is printed by a printer that has forgotten the rest.
        let printer = try SimulatedPrinter(kind.model, faults: [PrinterFault(.paperEnd, at: .row(610))])
        defer { printer.close() }
        let bench = try kind.bench(printer)
        defer { bench.end() }
        let long = JSONValue.string((Self.lines + Self.lines + Self.lines + Self.lines).joined(separator: "\n"))
        bench.print(PrinterBench.order(long))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        printer.powerOff()
        printer.loadPaper()
        printer.powerOn()
        guard case .unknown? = bench.outcome() else {
            Issue.record("not unknown: \(bench.reports.withLock { $0 })")
            return
        }
        kind.expectNext(bench, printer)
    }

    @Test(
        "broken off inside a picture: what it still wants is filled up, and the next receipt is whole",
        arguments: SimulatedKind.stars,
        [400, 4_000, 13_000]
    )
    func picture(kind: SimulatedKind, byte: Int) throws {
        let printer = try SimulatedPrinter(kind.model, faults: [PrinterFault(.cablePull, at: .byte(byte))])
        defer { printer.close() }
        let bench = try PrinterBench(
            dialect: kind.dialect,
            tcp: try printer.listenTCP(),
            pictures: ["picture": StarReceipt.withPicture(kind.dialect)]
        ) {
            // It answers everything, however late on a busy machine.
            ($0.answer, $0.patientAnswer, $0.flushLimit) = (10_000, 10_000, 10_000)
        }
        defer { bench.end() }
        bench.print(PrinterBench.order("picture"))
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-disconnected"))
        printer.plugCable()
        kind.expectNext(bench, printer)
        // Not a command was eaten and nothing was printed that is no receipt's.
        #expect(printer.unknownBytes.isEmpty)
        #expect(kind.paper(printer).flatMap(\.self).filter { $0 != "above" } == ["next"])
        #expect(bench.see { $0 == .cleared(Self.job) })
    }
}
