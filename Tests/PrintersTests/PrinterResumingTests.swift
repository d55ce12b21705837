import Counter
import Domain
import Linux
import Printers
import Receipts
import Testing

@Suite("A receipt left in printing by an earlier life", .waiting)
struct PrinterResumingTests {
    private static let job = PrinterBench.job(1)
    private static let order = PrinterBench.order("old", resume: true)
    private static let own: [UInt8] = [0x37, 0x22, 0x30, 0x30, 0x30, 0x31, 0x00]
    private static let questions: Set<UInt8> = [0x10, 0x04, 1, 2, 3, 4]
    /// What ends the head of a command that was cut off, before the first question.
    private static let zeros = [UInt8](repeating: 0, count: 16)

    /// A bench whose printer was sent nothing yet.
    private func bench(
        _ abilities: ScriptedPrinter.Abilities = .init(),
        poll: Int = PrinterBench.timing.poll,
        _ change: (inout ScriptedPrinter.State) -> Void = { _ in }
    ) throws -> (PrinterBench, ScriptedPrinter) {
        let bench = try PrinterBench(interrupted: true) { $0.poll = poll }
        let printer = try bench.plug(abilities, change)
        #expect(bench.see { $0 == .connected(abilities: ["confirmation": .null]) })
        return (bench, printer)
    }

    @Test("until its order comes nothing is sent at all")
    func nothing() throws {
        let (bench, printer) = try bench()
        defer { bench.end() }
        defer { printer.end() }
        // Five times the pause between two questions.
        let sent = printer.state.wait(until: .after(milliseconds: 500)) { $0.received.isEmpty ? nil : true }
        #expect(sent == nil)
    }

    @Test("a new order instead of its own is printed behind a flush")
    func neverComes() throws {
        let (bench, printer) = try bench { $0.imageBytes = 3_000 }
        defer { bench.end() }
        defer { printer.end() }
        bench.print(PrinterBench.order("new", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.paper == "new\n")
    }

    @Test("its id, heard while listening, means printed; not even a question was needed")
    func heard() throws {
        let (bench, printer) = try bench(poll: 10_000)
        defer { bench.end() }
        defer { printer.end() }
        bench.print(Self.order)
        printer.say(Self.own)
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        #expect(Set(printer.received).isSubset(of: Self.questions))
    }

    @Test("its id, said before the order came, means printed")
    func heardEarly() throws {
        let (bench, printer) = try bench(poll: 10_000)
        defer { bench.end() }
        defer { printer.end() }
        printer.say(Self.own)
        bench.print(Self.order)
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        #expect(printer.received.isEmpty)
    }

    @Test("it is listened for before anything is asked")
    func listensFirst() throws {
        let bench = try PrinterBench(interrupted: true) { $0.resumeListen = 60_000 }
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        bench.print(Self.order)
        let asked = printer.state.wait(until: .after(milliseconds: 300)) { $0.received.isEmpty ? nil : true }
        #expect(asked == nil)
        printer.say(Self.own)
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
    }

    @Test("a printer out of paper is waited for with questions only, and what it then confirms counts")
    func waits() throws {
        let (bench, printer) = try bench { state in
            state.paperEnd = true
        }
        defer { bench.end() }
        defer { printer.end() }
        bench.print(Self.order)
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        let before = printer.received.count
        #expect(printer.wait { $0.received.count >= before + 30 })
        #expect(printer.received.starts(with: Self.zeros))
        #expect(Set(printer.received.dropFirst(Self.zeros.count)).isSubset(of: Self.questions))
        printer.say(Self.own)
        printer.change { $0.paperEnd = false }
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
    }

    @Test("what the printer still holds is confirmed before the new id")
    func stillHeld() throws {
        // The receipt's end lies in the printer's buffer, behind a mechanism that takes its time.
        let (bench, printer) = try bench { $0.pace = 0 }
        defer { bench.end() }
        defer { printer.end() }
        bench.print(Self.order)
        #expect(printer.wait { $0.received.count { $0 == 0x00 } > 100 })
        printer.say(Self.own)
        printer.change { $0.pace = .max }
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
        #expect(!printer.paper.contains("old"))
    }

    @Test(
        "no sign of it is unknown: listened, ended what was cut off, asked, flushed, then a new id, and never the document",
        arguments: [ScriptedPrinter.Abilities(), .fenced, .clone]
    )
    func unknown(can: ScriptedPrinter.Abilities) throws {
        let (bench, printer) = try bench(can) { $0.imageBytes = 3_000 }
        defer { bench.end() }
        defer { printer.end() }
        bench.print(Self.order)
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-unknown"))
        #expect(printer.received.starts(with: Self.zeros))
        let received = printer.received.dropFirst(Self.zeros.count)
        let questions = received.prefix { Self.questions.contains($0) }
        #expect(questions.count >= 9)
        let rest = received.dropFirst(questions.count)
        #expect(rest.starts(with: [UInt8](repeating: 0, count: 8_192)))
        let id = try #require(rest.firstRange(of: PrinterRequest.confirm(.empty)))
        #expect(id.lowerBound > rest.startIndex + 8_192)
        bench.print(PrinterBench.order("next", 2))
        guard case .printed? = bench.outcome(2) else {
            Issue.record("the next was not printed")
            return
        }
        #expect(printer.paper == "next\n")
    }

    @Test("an image as long as the whole receipt may be owed, and is flushed")
    func longImage() throws {
        let (bench, printer) = try bench { $0.imageBytes = 20_000 }
        defer { bench.end() }
        defer { printer.end() }
        let text = String(repeating: "0123456789", count: 2_100)
        bench.print(PrinterBench.order(.string(text), resume: true))
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-unknown"))
        bench.print(PrinterBench.order("next", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "process-id"))
        #expect(printer.paper == "next\n")
    }

    @Test("a fence's answer that comes by itself proves nothing about it")
    func strayFence() throws {
        let (bench, printer) = try bench(.fenced)
        defer { bench.end() }
        defer { printer.end() }
        bench.print(Self.order)
        printer.say([0x00])
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-unknown"))
    }

    @Test("a silent printer settles nothing: unknown, and after the zeros only real-time questions were sent")
    func silent() throws {
        let (bench, printer) = try bench { $0.losesRealTime = true }
        defer { bench.end() }
        defer { printer.end() }
        bench.print(Self.order)
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-unknown"))
        #expect(printer.received.starts(with: Self.zeros))
        #expect(Set(printer.received.dropFirst(Self.zeros.count).prefix(12)).isSubset(of: Self.questions))
        #expect(!printer.paper.contains("old"))
    }

    @Test("a printer that never answers settles nothing either, and is flushed before the next")
    func mute() throws {
        let bench = try PrinterBench(answers: false, interrupted: true)
        defer { bench.end() }
        let printer = try bench.plug(.none) { $0.imageBytes = 3_000 }
        defer { printer.end() }
        bench.print(Self.order)
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-unknown"))
        bench.print(PrinterBench.order("next", 2))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "none"))
        #expect(printer.wait { $0.paper == "next\n" })
    }

    @Test("a line that hangs up meanwhile is unknown")
    func hangUp() throws {
        let (bench, printer) = try bench { $0.paperEnd = true }
        defer { bench.end() }
        bench.print(Self.order)
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-paper-out") })
        printer.unplug()
        #expect(bench.outcome() == .unknown(Self.job, problem: "printer-disconnected"))
    }

    @Test("an order that comes while the line is away waits for it: the printer may still have something to say")
    func waitsForLine() throws {
        let bench = try PrinterBench(interrupted: true)
        defer { bench.end() }
        bench.owner.print(Self.order)
        #expect(bench.see { if case .disconnected = $0 { true } else { false } })
        let printer = try bench.plug { $0.coverOpen = true }
        defer { printer.end() }
        #expect(bench.see { $0 == .waiting(Self.job, problem: "printer-cover-open") })
        printer.say(Self.own)
        #expect(bench.outcome() == .printed(Self.job, by: "process-id"))
    }
}
