import Counter
import Domain
import Linux
import Printers
import Receipts
import Testing

@Suite("How a printer is", .waiting)
struct PrinterStatusReportTests {
    private static func status(_ change: (inout PrinterStatus) -> Void) -> PrinterReport {
        var status = PrinterStatus()
        change(&status)
        return .status(status.json())
    }

    @Test("changes are told, by the printer itself or by asking", arguments: [true, false])
    func changes(automatic: Bool) throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug(.init(automatic: automatic))
        defer { printer.end() }
        #expect(bench.see { $0 == .status(PrinterStatus().json()) })
        printer.change { $0.coverOpen = true }
        #expect(bench.see { $0 == Self.status { ($0.isOnline, $0.isCoverOpen) = (false, true) } })
        printer.change { ($0.coverOpen, $0.paperEnd) = (false, true) }
        #expect(bench.see { $0 == Self.status { ($0.isOnline, $0.paper) = (false, .end) } })
        printer.change { $0.paperEnd = false }
        #expect(
            bench.reports.wait(until: .after(milliseconds: 10_000)) { list in
                list.last == .status(PrinterStatus().json()) ? true : nil
            } == true
        )
        printer.change { $0.nearEnd = true }
        #expect(bench.see { $0 == Self.status { $0.paper = .nearEnd } })
    }

    @Test("a printer that tells its status is left in peace")
    func peace() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(bench.connected())
        #expect(bench.see { $0 == .status(PrinterStatus().json()) })
        let before = printer.received.count
        // Ten times the pause between two questions.
        let asked = printer.state.wait(until: .after(milliseconds: 1_000)) { $0.received.count > before ? true : nil }
        #expect(asked == nil)
    }

    @Test("a printer that goes silent is told, and that it is back")
    func silence() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug(.fenced)
        defer { printer.end() }
        #expect(bench.see { $0 == .status(PrinterStatus().json()) })
        printer.change { $0.isOn = false }
        #expect(bench.see { $0 == .status(["online": false, "problem": "printer-no-answer"]) })
        printer.change { $0.isOn = true }
        #expect(
            bench.reports.wait(until: .after(milliseconds: 10_000)) { list in
                list.last == .status(PrinterStatus().json()) ? true : nil
            } == true
        )
    }

    @Test("one answer that gets lost is no fault")
    func lostAnswer() throws {
        let bench = try PrinterBench { $0.answer = 1_000 }
        defer { bench.end() }
        let line = try PseudoTerminal()
        defer { line.close() }
        try bench.lay(line.path)
        // The first question goes unanswered, the others not.
        for answer in [[], [0x12], [0x12], [0x12]] as [[UInt8]] {
            var question: [UInt8] = []
            while question.count < 3 {
                question += try #require(try line.read(upTo: 3, until: .after(milliseconds: 10_000)))
            }
            _ = try line.write(answer, until: .after(milliseconds: 1_000))
        }
        #expect(try line.read(upTo: 1, until: .after(milliseconds: 10_000)) == [0x1D])
        #expect(bench.all { if case .status = $0 { true } else { false } }.isEmpty)
    }
}
