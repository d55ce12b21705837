import Counter
import Domain
import Linux
import Printers
import Receipts
import Testing

@Suite("Printing a receipt", .waiting)
struct PrinterSendingTests {
    private static let job = PrinterBench.job(1)
    private static let long = JSONValue.string(String(repeating: "0123456789abcdef\n", count: 200))

    @Test("the wire carries the receipt, automatic status and the order's id, and its answer is the proof")
    func exactBytes() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(bench.connected())
        let before = printer.received.count
        bench.print(PrinterBench.order("hello", 42))
        #expect(bench.outcome(42) == .printed(PrinterBench.job(42), by: "process-id"))
        let sent = printer.received.dropFirst(before)
        #expect(
            Array(sent) == [0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 4, 0x1B, 0x40, 0x1D, 0x61, 0xFF]
                + PrinterRequest.defineMacro + Array("hello\n".utf8) + PrinterRequest.runMacro
                + PrinterRequest.confirm(ProcessID("0042")!)
        )
    }

    @Test("orders are printed one after the other, each confirmed by its own id")
    func inOrder() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        for number in 1...5 {
            bench.print(PrinterBench.order(.string("r\(number)"), number))
        }
        for number in 1...5 {
            #expect(bench.outcome(number) == .printed(PrinterBench.job(number), by: "process-id"))
        }
        #expect(printer.paper == "r1\nr2\nr3\nr4\nr5\n")
        #expect(printer.state.withLock { $0.ids.filter { $0 != "    " } } == ["0001", "0002", "0003", "0004", "0005"])
    }

    @Test("a receipt is printed only when the printer says so, not when its bytes have left")
    func notBefore() throws {
        let bench = try PrinterBench { $0.confirmMargin = 20_000 }
        defer { bench.end() }
        let printer = try bench.plug { $0.losesOrdered = false }
        defer { printer.end() }
        #expect(bench.connected())
        printer.change { $0.pace = 0 }
        bench.print(PrinterBench.order("slow"))
        #expect(printer.wait { $0.buffer.suffix(4) == [0x30, 0x30, 0x30, 0x31] })
        #expect(
            bench.reports.wait(until: .after(milliseconds: 300)) { $0.contains { Self.isEnd($0) } ? true : nil } == nil
        )
        printer.change { $0.pace = 5 }
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
    }

    private static func isEnd(_ report: PrinterReport) -> Bool {
        switch report {
        case .printed, .unknown, .refused, .failed: true
        default: false
        }
    }

    @Test("no question comes between the bytes of a receipt, however long they take", arguments: [true, false])
    func undivided(automatic: Bool) throws {
        // 3,400 bytes at 38,400 baud take nine times the pause between two questions.
        let bench = try PrinterBench(baud: 38_400)
        defer { bench.end() }
        let printer = try bench.plug(.init(automatic: automatic))
        defer { printer.end() }
        bench.print(PrinterBench.order(Self.long))
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        #expect(printer.paper == Self.long.stringValue! + "\n")
        let text = Array(Self.long.stringValue!.utf8)
        let received = printer.received
        let start = try #require((0..<received.count).first { received[$0...].starts(with: text) })
        #expect(start > 0)
        // With questions in between it would not stand there in one piece; nor a second time.
        #expect((0..<received.count).filter { received[$0...].starts(with: text.prefix(64)) && $0 < start }.isEmpty)
    }

    @Test("a document that cannot be turned into bytes fails and the next is printed")
    func unprintable() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        bench.print(PrinterBench.order(.null))
        bench.print(PrinterBench.order("fine", 2))
        #expect(bench.outcome() == .failed(Self.job, problem: "invalid-request"))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.paper == "fine\n")
    }

    @Test("XOFF stops the line within what a printer has room for, and XON lets it go on", arguments: [true, false])
    func flowControl(automatic: Bool) throws {
        // So slow that the scripted printer, late as a thread may be, says XOFF in time.
        let bench = try PrinterBench(baud: 2_400) { ($0.stall, $0.hold) = (60_000, 60_000) }
        defer { bench.end() }
        let printer = try bench.plug(.init(automatic: automatic)) { state in
            state.saysXOFF = true
            state.capacity = 200
        }
        defer { printer.end() }
        #expect(bench.connected())
        printer.change { $0.pace = 0 }
        let text = String(repeating: "0123456789abcdef\n", count: 16)
        bench.print(PrinterBench.order(.string(text)))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-busy") })
        #expect(printer.state.withLock { $0.buffer.count > 72 && $0.overflow == 0 })
        printer.change { $0.pace = .max }
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        #expect(printer.state.withLock { $0.overflow } == 0)
        #expect(printer.paper == text + "\n")
    }

    @Test("a fence counts only when the printer still answers after it")
    func fenceAlone() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug(.fenced)
        defer { printer.end() }
        #expect(bench.connected())
        // A line that breaks reads as NUL, which looks like the fence's answer.
        printer.change { ($0.losesOrdered, $0.losesRealTime) = (true, false) }
        bench.print(PrinterBench.order("noise"))
        #expect(printer.wait { $0.buffer.isEmpty && $0.paper == "noise\n" })
        printer.change { $0.losesRealTime = true }
        printer.say([0x00])
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-no-answer"))
    }

    @Test("a file takes the bytes, and nobody claims more")
    func file() throws {
        let bench = try PrinterBench(file: "paper")
        defer { bench.end() }
        bench.print(PrinterBench.order("one"))
        bench.print(PrinterBench.order("two", 2))
        #expect(bench.outcome() == .printed(Self.job, by: "none"))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "none"))
        #expect(
            bench.contents(of: "paper") == [0x1B, 0x40] + Array("one\n".utf8) + [0x1B, 0x40] + Array("two\n".utf8)
        )
    }
}
