import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Receipts
import Testing

@Suite("Finding a printer and what it can", .waiting)
struct PrinterConnectingTests {
    @Test("one question after another, real-time ones first, and what was found is told")
    func probing() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(bench.connected())
        let questions: [[UInt8]] = [
            [0x10, 0x04, 1], [0x10, 0x04, 2], [0x10, 0x04, 4], [0x1D, 0x49, 66], [0x1D, 0x49, 67], [0x1D, 0x49, 69],
            [0x1D, 0x49, 68], PrinterRequest.confirm(.empty), [0x1D, 0x72, 1], PrinterRequest.defineMacro,
            PrinterRequest.runMacro, [0x1D, 0x61, 0xFF], PrinterRequest.clearBuffers,
            [0x10, 0x04, 1], [0x10, 0x04, 2], [0x10, 0x04, 4],
        ]
        #expect(printer.received == questions.flatMap { $0 })
        #expect(
            bench.all { if case .connected = $0 { true } else { false } } == [
                .connected(abilities: [
                    "confirmation": "process-id", "realTimeStatus": true, "automaticStatus": true,
                    "fence": true, "macroAnswers": 2, "bufferClear": true, "identity": ["N66", "N67", "N69"],
                    "serial": "N68",
                ])
            ]
        )
        #expect(bench.see { $0 == .status(PrinterStatus().json()) })
    }

    @Test(
        "each ability is found by its own answer",
        arguments: [
            (ScriptedPrinter.Abilities.fenced, "fence"), (.clone, "none"),
            (ScriptedPrinter.Abilities(realTime: false, automatic: false), "process-id"),
        ]
    )
    func abilities(can: ScriptedPrinter.Abilities, confirmation: String) throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug(can)
        defer { printer.end() }
        #expect(bench.connected())
        guard let found = bench.abilities.first else {
            Issue.record("nothing was told")
            return
        }
        #expect(found["confirmation"]?.stringValue == confirmation)
        #expect(found["realTimeStatus"]?.boolValue == can.realTime)
        #expect(found["automaticStatus"]?.boolValue == can.automatic)
        bench.print(PrinterBench.order("hello"))
        #expect(bench.outcome() == .printed(PrinterBench.job(1), by: confirmation))
        #expect(printer.paper == "hello\n")
    }

    @Test(
        "the best it can is found also when the first answer for it gets lost",
        arguments: [
            // Behind what it is asked before: its status and its texts; and two answers, where a document has a begin.
            (SimulatedKind.epson, 25, 1), (.epsonWithoutProcessID, 10, 1), (.starLine, 12, 2), (.starPRNT, 12, 2),
        ]
    )
    func lostAnswer(kind: SimulatedKind, byte: Int, answers: Int) throws {
        let faults = (0..<answers).map { _ in PrinterFault(.replyLost, at: .byte(byte)) }
        let printer = try SimulatedPrinter(kind.model, faults: faults)
        defer { printer.close() }
        let bench = try kind.bench(printer)
        defer { bench.end() }
        #expect(bench.connected())
        kind.expectNext(bench, printer)
        #expect(kind.isStar || bench.abilities.last?["macroAnswers"] == 2)
    }

    @Test("a clone that does not tell its model is asked for no macro, which it might print, and its fence confirms")
    func cloneWithFence() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug(
            ScriptedPrinter.Abilities(automatic: false, processID: false, macro: .none, identity: false, clear: false)
        )
        defer { printer.end() }
        #expect(bench.connected())
        bench.print(PrinterBench.order("hello"))
        #expect(bench.outcome() == .printed(PrinterBench.job(1), by: "fence"))
        #expect(printer.received.firstRange(of: [0x1D, 0x3A]) == nil)
    }

    @Test("a device that is not there is told once, and the printer is found when it comes")
    func missing() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        #expect(bench.see { if case .disconnected = $0 { true } else { false } })
        let line = try PseudoTerminal()
        let printer = try ScriptedPrinter(on: SerialWire(line: line))
        defer { printer.unplug() }
        // Another program holds it first: another reason, told as well.
        let other = try SerialPort(path: line.path, settings: SerialSettings())
        try bench.lay(line.path)
        #expect(bench.see { if case .disconnected(let reason) = $0 { reason.contains("EBUSY") } else { false } })
        other.close()
        #expect(bench.connected())
        let reasons = bench.all { if case .disconnected = $0 { true } else { false } }
        #expect(reasons.count == 2)
        guard case .disconnected(let first)? = reasons.first else {
            return
        }
        #expect(first.contains("ENOENT"))
    }

    @Test("a line that hangs up is told and found again; nothing was at work, so nothing is flushed")
    func hangUp() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let first = try bench.plug()
        #expect(bench.connected())
        first.unplug()
        #expect(bench.see { if case .disconnected = $0 { true } else { false } })
        let second = try bench.plug()
        defer { second.end() }
        let isBack = bench.reports.wait(until: .after(milliseconds: 10_000)) { list in
            list.count { if case .connected = $0 { true } else { false } } == 2 ? true : nil
        }
        #expect(isBack == true)
        bench.print(PrinterBench.order("again"))
        #expect(bench.outcome() == .printed(PrinterBench.job(1), by: "process-id"))
        #expect(second.paper == "again\n")
        #expect(second.received.count < 200)
    }

    @Test("a silent printer whose profile says that it answers is a fault, and the job waits until it answers")
    func silent() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug { $0.isOn = false }
        defer { printer.end() }
        #expect(bench.see { $0 == .status(["online": false, "problem": "printer-no-answer"]) })
        bench.print(PrinterBench.order("late"))
        #expect(bench.see { $0 == .waiting(PrinterBench.job(1), problem: "printer-no-answer") })
        printer.change { $0.isOn = true }
        #expect(bench.outcome() == .printed(PrinterBench.job(1), by: "process-id"))
        #expect(printer.paper == "late\n")
        #expect(bench.see { $0 == .status(PrinterStatus().json()) })
    }

    @Test("a printer whose profile says that it never answers is asked nothing and confirmed by nothing")
    func mute() throws {
        let bench = try PrinterBench(answers: false)
        defer { bench.end() }
        let printer = try bench.plug(.none)
        defer { printer.end() }
        #expect(bench.connected())
        bench.print(PrinterBench.order("one"))
        bench.print(PrinterBench.order("two", 2))
        #expect(bench.outcome() == .printed(PrinterBench.job(1), by: "none"))
        #expect(bench.outcome(2) == .printed(PrinterBench.job(2), by: "none"))
        #expect(printer.wait { $0.paper == "one\ntwo\n" })
        #expect(printer.received == [0x1B, 0x40] + Array("one\n".utf8) + [0x1B, 0x40] + Array("two\n".utf8))
    }

    @Test("a printer left in somebody's image is freed at the first look")
    func stuck() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug { $0.imageBytes = 5_000 }
        defer { printer.end() }
        #expect(bench.connected())
        bench.print(PrinterBench.order("free"))
        #expect(bench.outcome() == .printed(PrinterBench.job(1), by: "process-id"))
        #expect(printer.paper == "free\n")
    }

    @Test(
        "a real-time question goes out with the handshake off, everything else with it on",
        arguments: [SerialSettings.FlowControl.rtsCts, .xonXoff]
    )
    func handshake(flow: SerialSettings.FlowControl) throws {
        let bench = try PrinterBench(flow: flow)
        defer { bench.end() }
        let line = try PseudoTerminal()
        defer { line.close() }
        try bench.lay(line.path)
        var flows: [SerialSettings.FlowControl] = []
        for answer in [[0x12], [0x12], [0x12]] as [[UInt8]] {
            var question: [UInt8] = []
            while question.count < 3 {
                question += try #require(try line.read(upTo: 3, until: .after(milliseconds: 10_000)))
            }
            flows.append(try line.settings().flow)
            _ = try line.write(answer, until: .after(milliseconds: 1_000))
        }
        let next = try #require(try line.read(upTo: 3, until: .after(milliseconds: 10_000)))
        #expect(next.first == 0x1D)
        flows.append(try line.settings().flow)
        #expect(flows == [.none, .none, .none, flow])
    }

    @Test(
        "what changed between the questions is asked again before it is believed",
        arguments: [
            // Offline, and no cause any more.
            [[0x1A], [0x12], [0x12]],
            // XOFF in the middle of being ready.
            [[0x12], [0x13, 0x12], [0x12]],
        ] as [[[UInt8]]]
    )
    func askedAgain(answers: [[UInt8]]) throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let line = try PseudoTerminal()
        defer { line.close() }
        try bench.lay(line.path)
        var questions: [UInt8] = []
        for answer in answers + [[0x12], [0x12], [0x12]] {
            var question: [UInt8] = []
            while question.count < 3 {
                question += try #require(try line.read(upTo: 3, until: .after(milliseconds: 10_000)))
            }
            questions.append(question[2])
            _ = try line.write(answer, until: .after(milliseconds: 1_000))
        }
        #expect(questions == [1, 2, 4, 1, 2, 4])
        #expect(try line.read(upTo: 1, until: .after(milliseconds: 10_000)) == [0x1D])
    }

    @Test("an answer that comes too late is not taken for the next question's for ever after")
    func outOfStep() throws {
        let late = PrinterFault(.replyLate(milliseconds: 600), at: .byte(1))
        let printer = try SimulatedPrinter(.clone, faults: [late, PrinterFault(.nearEnd, at: .byte(1))])
        defer { printer.close() }
        let bench = try PrinterBench()
        defer { bench.end() }
        try bench.lay(try printer.openPseudoTerminal())
        // Near its end is told by the fourth question; as an answer to the first the same byte says offline.
        bench.print(PrinterBench.order("hello"))
        #expect(bench.outcome() == .printed(PrinterBench.job(1), by: "none"))
    }
}
