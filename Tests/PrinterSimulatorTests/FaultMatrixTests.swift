import Testing

@testable import PrinterSimulator

/// Every fault at its exact place: what the host hears, and what is on the paper when people have set things right.
@Suite("The matrix of faults")
struct FaultMatrixTests {
    /// Three lines of thirty rows, and an ID that says they are on paper.
    private static let job = Array("one\ntwo\nthree\n".utf8) + MachineBench.processID("0001")

    private struct Case: Sendable {
        let effect: PrinterFault.Effect
        let model: PrinterModel
        /// The automatic status when it has happened, as far as it changes.
        let status: [UInt8]
        let help: @Sendable (inout Machine, UInt64) -> Void
        let text: String
        let isConfirmed: Bool
    }

    private static let waiting: PrinterModel = {
        var model = PrinterModel.epson
        model.coverPolicy = .waitsForEnquiry
        return model
    }()
    private static let forgetful: PrinterModel = {
        var model = PrinterModel.epson
        model.quirks = .clearsAtPaperEnd
        return model
    }()

    private static let cases: [String: Case] = [
        "near end": Case(
            effect: .nearEnd,
            model: .epson,
            status: [0x10, 0, 0x03, 0],
            help: { _, _ in },
            text: "one\ntwo\nthree\n",
            isConfirmed: true
        ),
        "paper end": Case(
            effect: .paperEnd,
            model: .epson,
            status: [0x18, 0, 0x0F, 0],
            help: { $0.mechanism.loadPaper(now: $1) },
            text: "one\ntwo\nthree\n",
            isConfirmed: true
        ),
        "paper end of a printer that throws away": Case(
            effect: .paperEnd,
            model: forgetful,
            status: [0x18, 0, 0x0F, 0],
            help: { $0.mechanism.loadPaper(now: $1) },
            text: "one\n",
            isConfirmed: false
        ),
        "cover, line again": Case(
            effect: .coverOpen,
            model: .epson,
            status: [0x38, 0x40, 0, 0],
            help: { $0.mechanism.closeCover(now: $1) },
            text: "one\ntwo\nthree\n",
            isConfirmed: true
        ),
        "cover, closed but not enquired": Case(
            effect: .coverOpen,
            model: waiting,
            status: [0x38, 0x05, 0, 0],
            help: { $0.mechanism.closeCover(now: $1) },
            text: "one\n",
            isConfirmed: false
        ),
        "cover, enquired": Case(
            effect: .coverOpen,
            model: waiting,
            status: [0x38, 0x05, 0, 0],
            help: { machine, now in
                machine.mechanism.closeCover(now: now)
                machine.perform(.enquiry(1), now: now)
            },
            text: "one\ntwo\nthree\n",
            isConfirmed: true
        ),
        "head hot": Case(
            effect: .headHot(milliseconds: 5000),
            model: .epson,
            status: [0x18, 0x40, 0, 0],
            help: { _, _ in },
            text: "one\ntwo\nthree\n",
            isConfirmed: true
        ),
        "feed button": Case(
            effect: .feedButton(milliseconds: 5000),
            model: .epson,
            status: [0x58, 0, 0, 0],
            help: { _, _ in },
            text: "one\ntwo\nthree\n",
            isConfirmed: true
        ),
        "broken, enquired in vain": Case(
            effect: .unrecoverable,
            model: .epson,
            status: [0x18, 0x20, 0, 0],
            help: { $0.perform(.enquiry(1), now: $1) },
            text: "one\n",
            isConfirmed: false
        ),
        "broken, power off and on": Case(
            effect: .unrecoverable,
            model: .epson,
            status: [0x18, 0x20, 0, 0],
            help: { machine, _ in
                machine.powerOff()
                machine.powerOn()
            },
            text: "one\n",
            isConfirmed: false
        ),
        "power off and on": Case(
            effect: .powerOff,
            model: .epson,
            status: [],
            help: { machine, _ in machine.powerOn() },
            text: "one\n",
            isConfirmed: false
        ),
    ]

    @Test("each tells its state at its row and ends as its helper makes it end", arguments: cases.keys.sorted())
    func atRow(name: String) throws {
        let fault = try #require(Self.cases[name])
        let bench = try MachineBench(fault.model, faults: [PrinterFault(fault.effect, at: .row(40))])
        bench.send([0x1D, 0x61, 0xFF])
        _ = bench.heard()
        bench.send(Self.job)
        var said = bench.heard()
        #expect(Self.contains(fault.status, in: said))
        bench.touch(fault.help)
        bench.pass(milliseconds: 6000)
        said += bench.heard()
        #expect(bench.text == fault.text)
        #expect(Self.contains(MachineBench.confirmation("0001"), in: said) == fault.isConfirmed)
    }

    private static func contains(_ part: [UInt8], in bytes: [UInt8]) -> Bool {
        part.isEmpty || bytes.indices.contains { bytes[$0...].starts(with: part) }
    }

    @Test("a feed button held is offline with its own bits, and lets go by itself")
    func feedButton() throws {
        let bench = try MachineBench(faults: [PrinterFault(.feedButton(milliseconds: 100), at: .byte(0))])
        #expect(bench.ask([0x10, 0x04, 1]) == [0x5A])
        #expect(bench.ask([0x10, 0x04, 2]) == [0x1A])
        bench.pass(milliseconds: 150)
        #expect(bench.ask([0x10, 0x04, 1]) == [0x12])
    }

    @Test("an unrecoverable error has its bit, and no help but power")
    func unrecoverable() throws {
        let bench = try MachineBench(faults: [PrinterFault(.unrecoverable, at: .byte(0))])
        #expect(bench.ask([0x10, 0x04, 3]) == [0x32])
        #expect(bench.ask([0x10, 0x05, 2, 0x10, 0x04, 3]) == [0x32])
        bench.touch { machine, _ in
            machine.powerOff()
            machine.powerOn()
        }
        #expect(bench.ask([0x10, 0x04, 3]) == [0x12])
    }

    @Test("an answer has XOFF inside and XON behind, once; answers of one byte wait for a longer one")
    func interleaved() throws {
        let bench = try MachineBench(faults: [PrinterFault(.replyInterleaved, at: .byte(0))])
        #expect(bench.ask([0x10, 0x04, 1]) == [0x12])
        #expect(bench.ask([0x1D, 0x61, 0xFF]) == [0x10, 0x00, 0x13, 0x00, 0x00, 0x11])
        #expect(
            bench.ask(MachineBench.processID("0001")) == MachineBench.confirmation("0001")
        )
        let other = try MachineBench(faults: [PrinterFault(.replyInterleaved, at: .byte(0))])
        #expect(
            other.ask(MachineBench.processID("0001")) == [0x37, 0x22, 0x30, 0x13, 0x30, 0x30, 0x31, 0x00, 0x11]
        )
    }

    @Test("a host that ignores BUSY loses what finds no room, by the byte")
    func overflow() throws {
        var model = PrinterModel.epson
        model.receiveBufferBytes = 64
        let bench = try MachineBench(model, faults: [PrinterFault(.paperEnd, at: .byte(0))])
        bench.send([UInt8](repeating: 0x41, count: 100))
        #expect(bench.machine.buffer.lost == 36)
        bench.touch { $0.mechanism.loadPaper(now: $1) }
        bench.send([0x0A])
        #expect(bench.text == String(repeating: "A", count: 48) + "\n" + String(repeating: "A", count: 16) + "\n")
    }

    @Test("XOFF holds the host for its time, and XON lets it go")
    func busy() throws {
        let bench = try MachineBench(faults: [PrinterFault(.busy(milliseconds: 300), at: .byte(3))])
        bench.port.hold = .xonXoff
        bench.send(Array("one\ntwo\n".utf8))
        #expect(bench.heard() == [0x13])
        #expect(bench.text.isEmpty)
        bench.pass(milliseconds: 400)
        #expect(bench.heard() == [0x11])
        #expect(bench.text == "one\ntwo\n")
    }
}
