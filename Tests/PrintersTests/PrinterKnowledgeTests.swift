import Counter
import Domain
import Linux
import Printers
import Receipts
import Runtime
import Testing

/// What a printer was once found to be able to is not asked for again, and not believed of another.
@Suite("Knowing a printer again", .waiting)
struct PrinterKnowledgeTests {
    private static let status: [[UInt8]] = [[0x10, 4, 1], [0x10, 4, 2], [0x10, 4, 4]]

    private static func epson(serial: String = "N68") -> JSONValue {
        [
            "confirmation": "process-id", "realTimeStatus": true, "automaticStatus": true, "fence": true,
            "macroAnswers": 2, "bufferClear": true, "identity": ["N66", "N67", "N69"], "serial": .string(serial),
        ]
    }

    private static let clone: JSONValue = [
        "confirmation": "none", "realTimeStatus": true, "automaticStatus": false, "fence": false, "bufferClear": false,
        "identity": [],
    ]

    private func found(_ bench: PrinterBench) -> JSONValue? {
        #expect(bench.connected())
        return bench.abilities.last
    }

    @Test("one that tells its serial number is asked for it, and told to say how it is")
    func bySerialNumber() throws {
        let bench = try PrinterBench(known: [Self.epson()])
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(found(bench) == Self.epson())
        let questions = Self.status + [[0x1D, 0x49, 68], [0x1D, 0x61, 0xFF]]
        #expect(printer.received == questions.flatMap { $0 })
    }

    @Test("a simple one that answers nothing in order is not waited for, after a fault neither")
    func simple() throws {
        // A wait for any of its answers would be longer than the test.
        let bench = try PrinterBench(known: [Self.clone]) {
            $0.patientAnswer = 60_000
            $0.flushLimit = 60_000
        }
        defer { bench.end() }
        let printer = try bench.plug(.clone)
        defer { printer.end() }
        #expect(found(bench) == Self.clone)
        #expect(printer.received == (Self.status + [[0x1D, 0x49, 67]]).flatMap { $0 })
        bench.print(PrinterBench.order("hello"))
        #expect(bench.outcome() == .printed(PrinterBench.job(1), by: "none"))
        #expect(printer.paper == "hello\n")
    }

    @Test("what was found before macros were asked for is found out anew, and serves until then")
    func old() throws {
        var members = try #require(Self.epson().objectValue)
        members["macroAnswers"] = nil
        let bench = try PrinterBench(known: [.object(members)])
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(found(bench) == Self.epson())
    }

    @Test("another printer is found out whole", arguments: [epson(serial: "other"), clone])
    func another(known: JSONValue) throws {
        let bench = try PrinterBench(known: [known])
        defer { bench.end() }
        let printer = try bench.plug()
        defer { printer.end() }
        #expect(found(bench) == Self.epson())
    }

    @Test("a reconnect asks no more than a restart")
    func reconnect() throws {
        let bench = try PrinterBench()
        defer { bench.end() }
        let printer = try bench.plug()
        #expect(found(bench) == Self.epson())
        printer.unplug()
        #expect(bench.see { if case .disconnected = $0 { true } else { false } })
        let back = try bench.plug()
        defer { back.end() }
        // Found a second time: the line that was going away may have been opened once more in between.
        let isBack = bench.reports.wait(until: .after(milliseconds: 10_000)) { list in
            list.count { $0 == .connected(abilities: Self.epson()) } == 2 ? true : nil
        }
        #expect(isBack == true)
        bench.print(PrinterBench.order("hello"))
        #expect(bench.outcome() == .printed(PrinterBench.job(1), by: "process-id"))
        #expect(back.received.starts(with: (Self.status + [[0x1D, 0x49, 68], [0x1D, 0x61, 0xFF]]).flatMap { $0 }))
    }
}
