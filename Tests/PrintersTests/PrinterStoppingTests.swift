import Counter
import Domain
import Linux
import Printers
import Receipts
import Testing

@Suite("Stopping a printer's owner", .waiting)
struct PrinterStoppingTests {
    private static let long = JSONValue.string(String(repeating: "0123456789abcdef\n", count: 200))

    @Test("it ends from every state; what has not begun goes back, of what has begun it says nothing")
    func everywhere() throws {
        let missing = try PrinterBench { $0.serialRetry = 60_000 }
        #expect(missing.see { if case .disconnected = $0 { true } else { false } })
        #expect(missing.end())

        let idle = try PrinterBench()
        let quiet = try idle.plug()
        #expect(idle.connected())
        #expect(idle.end())
        quiet.end()

        let waiting = try PrinterBench()
        let empty = try waiting.plug { $0.paperEnd = true }
        waiting.print(PrinterBench.order("wait"))
        #expect(waiting.see { if case .waiting = $0 { true } else { false } })
        #expect(waiting.end())
        #expect(waiting.outcome() == .refused(PrinterBench.job(1), problem: "shutting-down"))
        waiting.print(PrinterBench.order("late", 2))
        #expect(waiting.outcome(2) == .refused(PrinterBench.job(2), problem: "shutting-down"))
        empty.end()

        let sending = try PrinterBench(baud: 9_600)
        let busy = try sending.plug()
        sending.print(PrinterBench.order(Self.long))
        #expect(busy.wait { $0.paper.utf8.count > 50 })
        #expect(sending.end())
        #expect(sending.outcome(1, 0) == nil)
        busy.end()
    }

    @Test("a receipt that is nearly done may end, so that nobody has to ask for it after the restart")
    func grace() throws {
        let bench = try PrinterBench { ($0.stopGrace, $0.confirmMargin) = (10_000, 20_000) }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(bench.connected())
        printer.change { $0.pace = 0 }
        bench.print(PrinterBench.order("last"))
        #expect(printer.wait { $0.buffer.suffix(4) == [0x30, 0x30, 0x30, 0x31] })
        bench.owner.stop()
        printer.change { $0.pace = .max }
        #expect(bench.outcome() == .printed(PrinterBench.job(1), by: "process-id"))
        #expect(bench.end())
    }

    @Test("stopped before it ran it does nothing")
    func before() throws {
        let owner = try PrinterOwner(
            settings: PrinterSettings(port: .serial(path: "/nowhere", baud: 9_600, flow: .none)),
            encode: { _ in [] },
            report: { _ in Issue.record("it reported") }
        )
        owner.stop()
        owner.run()
    }
}
