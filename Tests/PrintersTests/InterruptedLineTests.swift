import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Testing

/// A receipt given up in the middle of a line, on a line without handshake: more comes to flush than the printer has room for.
@Suite("Broken off in a line, without handshake", .waiting)
struct InterruptedLineTests {
    private static let job = PrinterBench.job(1)
    /// Less than the printer has room for. Each is 32 bytes with its line feed, and what comes before them is no multiple of
    /// that: no piece that is sent ends a line.
    private static let lines = (100..<200).map { "line \($0) of a receipt of many" }

    @Test(
        "what was begun of it is forgotten, and the next receipt is whole",
        arguments: [SimulatedKind.starLine, .starPRNT]
    )
    func givenUp(kind: SimulatedKind) throws {
        let printer = try SimulatedPrinter(kind.model)
        defer { printer.close() }
        let bench = try kind.bench(printer, flow: .none) { $0.flushLimit = 30_000 }
        defer { bench.end() }
        #expect(bench.connected())
        printer.removePaper(afterBytes: 1_000)
        bench.print(PrinterBench.order(.string(Self.lines.joined(separator: "\n"))))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        bench.owner.giveUp(Self.job)
        #expect(bench.outcome() == .unknown(Self.job, problem: "receipt-given-up"))
        // At the zeros' begin: of 8,192 the last find no room, nor do what ends them and the questions behind it.
        printer.removePaper(afterBytes: 500)
        printer.loadPaper()
        bench.print(PrinterBench.order("next", 2))
        #expect(printer.wait { $0.lostBytes > 3_700 })
        printer.loadPaper()
        #expect(bench.outcome(2, 30) == .printed(PrinterBench.job(2), by: kind.confirmation))
        let paper = kind.paper(printer).flatMap(\.self)
        #expect(paper.last == "next")
        #expect(paper.dropLast().filter { !Self.lines.contains($0) } == [])
    }
}
