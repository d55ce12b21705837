import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Testing

/// A receipt that ended in the middle of a line of text: nothing prints what was begun of it.
@Suite("Broken off in a line", .waiting)
struct InterruptedLineTests {
    private static let job = PrinterBench.job(1)
    /// Less than the printer has room for. Each is 32 bytes with its line feed, and what comes before them is no multiple of
    /// that: no piece that is sent ends a line.
    private static let lines = (100..<200).map { "line \($0) of a receipt of many" }

    /// Whose questions print a begun line.
    private static let kinds = [SimulatedKind.starLine, .starPRNT]

    @Test("by an earlier life, which has said how it ended", arguments: kinds)
    func earlierLife(kind: SimulatedKind) throws {
        let printer = try SimulatedPrinter(kind.model)
        defer { printer.close() }
        let port = try printer.listenTCP()
        let torn = Array(Self.lines[0].utf8)
        let soon = Deadline.after(milliseconds: 10_000)
        try TCPSocket.connect(host: "127.0.0.1", port: port, until: soon).writeAll(torn, until: soon)
        #expect(printer.wait { $0.receivedBytes == torn.count })
        let bench = try PrinterBench(dialect: kind.dialect, tcp: port, kind.wait)
        defer { bench.end() }
        kind.expectNext(bench, printer)
        #expect(kind.paper(printer) == [["next"]])
    }

    @Test("without handshake: more comes to flush than the printer has room for", arguments: kinds)
    func withoutHandshake(kind: SimulatedKind) throws {
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
