import Counter
import Domain
import Linux
import Printers
import Receipts
import Testing

@Suite("Printing in trouble", .waiting)
struct PrinterTroubleTests {
    private static let job = PrinterBench.job(1)
    private static let long = JSONValue.string(String(repeating: "0123456789abcdef\n", count: 100))

    @Test(
        "before a receipt: not a byte is sent while the printer is not ready, and it goes on by itself",
        arguments: [true, false],
        ["printer-paper-out", "printer-cover-open"]
    )
    func notReady(automatic: Bool, problem: String) throws {
        let bench = try PrinterBench { $0.answer = automatic ? 5_000 : 1_500 }
        defer { bench.end() }
        let printer = try bench.plug(.init(automatic: automatic))
        defer { printer.end() }
        #expect(bench.connected())
        let isPaper = problem == "printer-paper-out"
        printer.change { ($0.paperEnd, $0.coverOpen) = (isPaper, !isPaper) }
        bench.print(PrinterBench.order("wait"))
        #expect(bench.see { $0 == .waiting(Self.job, problem: problem) })
        let before = printer.received.count
        #expect(printer.wait { $0.received.count >= before + 30 })
        #expect(Self.isOnlyQuestions(printer.received.dropFirst(before / 3 * 3 == before ? before : 0)))
        #expect(printer.state.withLock { $0.buffer.allSatisfy { [0x10, 4, 1, 2, 3].contains($0) } })
        printer.change { ($0.paperEnd, $0.coverOpen) = (false, false) }
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        #expect(printer.paper == "wait\n")
        #expect(bench.all { if case .waiting = $0 { true } else { false } }.count == 1)
    }

    private static func isOnlyQuestions(_ bytes: ArraySlice<UInt8>) -> Bool {
        !bytes.contains(0x1B) && !bytes.contains(UInt8(ascii: "w"))
    }

    @Test(
        "in the middle of a receipt: it waits, the printer goes on from its buffer, nothing is sent twice",
        arguments: [true, false],
        [true, false]
    )
    func paperEnds(automatic: Bool, says: Bool) throws {
        let bench = try PrinterBench(baud: 115_200) { $0.hold = 20_000 }
        defer { bench.end() }
        let printer = try bench.plug(.init(automatic: automatic)) { $0.saysXOFF = says }
        defer { printer.end() }
        #expect(bench.connected())
        printer.change { $0.paperEndsAt = $0.executed + 300 }
        bench.print(PrinterBench.order(Self.long))
        #expect(printer.wait { $0.paperEnd })
        // Held in the middle of the bytes, a printer that says nothing by itself is not asked.
        let problem = says && !automatic ? "printer-busy" : "printer-paper-out"
        #expect(bench.see { $0 == .waiting(Self.job, problem: problem) })
        // Longer than a confirmation may take, and then a mechanism that takes its time.
        let ended = bench.reports.wait(until: .after(milliseconds: 1_000)) { list in
            list.contains { if case .unknown = $0 { true } else { false } } ? true : nil
        }
        #expect(ended == nil)
        printer.change { ($0.paperEnd, $0.pace) = (false, 20) }
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        #expect(printer.paper == Self.long.stringValue! + "\n")
        #expect(printer.state.withLock { $0.ids.filter { $0 == "0001" } } == ["0001"])
        #expect(printer.state.withLock { $0.overflow } == 0)
    }

    @Test("on a line without handshake the printer's own word holds the bytes back")
    func noHandshake() throws {
        let bench = try PrinterBench(flow: .none, baud: 38_400)
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(bench.connected())
        let all = Self.long.stringValue!.utf8.count
        printer.change { $0.paperEndsAt = $0.executed + 300 }
        bench.print(PrinterBench.order(Self.long))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        // The line alone would have been done in 450 ms.
        #expect(printer.state.wait(until: .after(milliseconds: 600)) { $0.buffer.count > all / 2 ? true : nil } == nil)
        printer.change { $0.paperEnd = false }
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        #expect(printer.paper == Self.long.stringValue! + "\n")
    }

    @Test("no confirmation is unknown; it is not sent again, and the next receipt finds the printer flushed")
    func silence() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(bench.connected())
        printer.change { $0.losesOrdered = true }
        bench.print(PrinterBench.order("first"))
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-unknown"))
        printer.change { $0.losesOrdered = false }
        bench.print(PrinterBench.order("second", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.paper == "first\nsecond\n")
        #expect(printer.received.count { $0 == 0x00 } >= 8_192)
    }

    @Test("a late answer to an old fence is not taken for the next receipt's")
    func lateFence() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug(.fenced)
        defer { printer.end() }
        #expect(bench.connected())
        printer.change { $0.losesOrdered = true }
        bench.print(PrinterBench.order("first"))
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-unknown"))
        printer.say([0x00])
        printer.change { $0.losesOrdered = false }
        #expect(printer.wait { $0.received.count { $0 == 0x00 } >= 8_192 })
        bench.print(PrinterBench.order("second", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "fence"))
        #expect(printer.paper == "first\nsecond\n")
    }

    @Test("switched off in the middle: unknown, and the next receipt is printed whole", arguments: [40, 1_500])
    func powerOff(at byte: Int) throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(bench.connected())
        printer.change { $0.offAt = $0.received.count + byte }
        bench.print(PrinterBench.order(Self.long))
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-no-answer"))
        let torn = printer.paper
        bench.print(PrinterBench.order("next", 2))
        #expect(bench.see { $0 == .waiting(PrinterBench.job(2), problem: "printer-no-answer") })
        printer.powerCycle()
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.paper == torn + "next\n")
    }

    @Test("cut off inside an image: the flush frees the printer before the next receipt", arguments: [true, false])
    func insideImage(automatic: Bool) throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug(.init(automatic: automatic))
        defer { printer.end() }
        #expect(bench.connected())
        // Bytes of the receipt are lost on the way: the printer still waits for pixels.
        printer.change { $0.imageBytes = 6_000 }
        bench.print(PrinterBench.order("eaten"))
        guard case .unknown? = bench.outcome() else {
            Issue.record("it was not unknown: \(bench.reports.withLock { $0 })")
            return
        }
        bench.print(PrinterBench.order("next", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.paper == "next\n")
    }

    @Test(
        "switched off and on while it waits for paper: its silence about itself gives it away",
        arguments: [true, false]
    )
    func powerCycled(says: Bool) throws {
        let bench = try PrinterBench(baud: 460_800)
        defer { bench.end() }
        let printer = try bench.plug { $0.saysXOFF = says }
        defer { printer.end() }
        #expect(bench.connected())
        printer.change { $0.paperEndsAt = $0.executed + 300 }
        bench.print(PrinterBench.order(Self.long))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        if says {
            // Held long enough that opening again is a sign.
            #expect(printer.state.wait(until: .after(milliseconds: 400)) { $0.paperEnd ? nil : true } == nil)
        }
        printer.powerCycle()
        printer.say([0x11])
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-power-lost"))
        bench.print(PrinterBench.order("next", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.paper.hasSuffix("next\n"))
    }

    @Test("switched off while it waits for paper is unknown at once", arguments: [true, false])
    func offWhileWaiting(automatic: Bool) throws {
        let bench = try PrinterBench { $0.confirmMargin = 60_000 }
        defer { bench.end() }
        let printer = try bench.plug(.init(automatic: automatic))
        defer { printer.end() }
        #expect(bench.connected())
        printer.change { $0.paperEndsAt = $0.executed + 300 }
        bench.print(PrinterBench.order(Self.long))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        printer.change { $0.isOn = false }
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-power-lost"))
    }

    @Test("switched off and on between two receipts: what it last said of itself holds nobody up")
    func powerCycledIdle() throws {
        let bench = try PrinterBench(flow: .none)
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(bench.connected())
        printer.change { $0.paperEnd = true }
        #expect(bench.see { if case .status(let status) = $0 { status["paper"] == "end" } else { false } })
        printer.powerCycle()
        bench.print(PrinterBench.order("fresh"))
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        #expect(printer.paper == "fresh\n")
        #expect(bench.all { if case .waiting = $0 { true } else { false } }.isEmpty)
    }

    @Test("paper that ends with the receipt: its id counts when the printer still answers for itself")
    func paperEndsLast() throws {
        let bench = try PrinterBench { $0.confirmMargin = 30_000 }
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(bench.connected())
        printer.change { $0.losesOrdered = true }
        bench.print(PrinterBench.order("last"))
        #expect(printer.wait { $0.paper == "last\n" })
        printer.change { $0.paperEnd = true }
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        // The macro's answers and the id.
        printer.say([0x00, 0x00, 0x37, 0x22, 0x30, 0x30, 0x30, 0x31, 0x00])
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
    }

    @Test("a power-off notice in the middle is believed")
    func notice() throws {
        let bench = try PrinterBench { $0.confirmMargin = 30_000 }
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(bench.connected())
        printer.change { $0.losesOrdered = true }
        bench.print(PrinterBench.order("bye"))
        #expect(printer.wait { $0.paper == "bye\n" })
        printer.say([0x3B, 0x30, 0x00])
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-power-lost"))
    }

    @Test("the cable pulled in the middle is unknown, and what comes back is flushed first")
    func pulled() throws {
        let bench = try PrinterBench(baud: 115_200)
        defer { bench.end() }
        let printer = try bench.plug()
        #expect(bench.connected())
        bench.print(PrinterBench.order(Self.long))
        #expect(printer.wait { $0.paper.utf8.count > 100 })
        printer.unplug()
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-disconnected"))
        // Told first, so that the next receipt is not handed over into the void.
        let told = bench.reports.withLock { $0 }.suffix(2)
        #expect(told.last == .unknown(Self.job, problem: "printer-disconnected"))
        #expect(told.first.map { if case .disconnected = $0 { true } else { false } } == true)
        // The same printer at the same place, in the middle of what it had.
        let back = try bench.plug { $0.imageBytes = 1_000 }
        defer { back.end() }
        bench.print(PrinterBench.order("next", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(back.paper == "next\n")
        let zeros = [UInt8](repeating: 0, count: 16)
        let first = zeros + [0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 4] + PrinterRequest.clearBuffers
        #expect(back.received.starts(with: first + [UInt8](repeating: 0, count: 8_192)))
        #expect(bench.see { $0 == .cleared(Self.job) })
    }

    @Test("the cable pulled before the first byte refuses the receipt: it may be tried again")
    func pulledBefore() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug()
        #expect(bench.connected())
        printer.change { $0.paperEnd = true }
        bench.print(PrinterBench.order("one"))
        bench.print(PrinterBench.order("two", 2))
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        printer.unplug()
        #expect(bench.outcome() == .refused(Self.job, problem: "printer-disconnected"))
        #expect(bench.outcome(2) == .refused(PrinterBench.job(2), problem: "printer-disconnected"))
        // One that was on its way when the line went.
        bench.owner.print(PrinterBench.order("three", 3))
        #expect(bench.outcome(3) == .refused(PrinterBench.job(3), problem: "printer-disconnected"))
    }

    @Test("a printer that is ready and takes nothing is given up", arguments: [true, false])
    func stalled(automatic: Bool) throws {
        let bench = try PrinterBench(baud: 38_400)
        defer { bench.end() }
        let printer = try bench.plug(.init(automatic: automatic))
        defer { printer.end() }
        #expect(bench.connected())
        bench.print(PrinterBench.order(Self.long))
        #expect(printer.wait { $0.paper.utf8.count > 100 })
        printer.say([0x13])
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-busy") })
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-unknown"))
    }

    @Test("a printer that answered in order and does not any more is waited for, not taken for a simple one")
    func stuck() throws {
        let bench = try PrinterBench { ($0.confirmMargin, $0.flushLimit) = (200, 50) }
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(bench.connected())
        // More pixels than one flush fills.
        printer.change { $0.imageBytes = 30_000 }
        bench.print(PrinterBench.order("eaten"))
        guard case .unknown? = bench.outcome() else {
            Issue.record("it was not unknown: \(bench.reports.withLock { $0 })")
            return
        }
        bench.print(PrinterBench.order("next", 2))
        #expect(bench.outcome(2, 30) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.paper == "next\n")
    }

    @Test("an XOFF that nobody takes back does not hold a printer that says it is ready")
    func forgottenXOFF() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(bench.connected())
        printer.say([0x13])
        bench.print(PrinterBench.order("one"))
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
    }
}
