import Linux
import PrinterSimulator
import Testing

@Suite("Flow control and connectors")
struct FlowControlTests {
    /// 20 KB in numbered lines of 32 bytes, with its end.
    private static let lines = (0..<640).map { number in
        let digits = String(number)
        return String(repeating: "0", count: 5 - digits.count) + digits + " abcdefghijklmnopqrstuvwxy"
    }
    private static let job = Array((lines.joined(separator: "\n") + "\n").utf8)
    private static let ending: [UInt8] = [0x1D, 0x56, 0x42, 0]

    /// Not faster than the line, so that its buffer fills: some 30 rows for each 32 bytes.
    private static var slow: PrinterModel {
        var model = PrinterModel.epson.at(.times(40))
        model.millimetresPerSecond = 100
        return model
    }

    @Test(
        "a job of 20 KB arrives whole where the host heeds BUSY",
        arguments: [SerialSettings.FlowControl.xonXoff, .rtsCts]
    )
    func held(flow: SerialSettings.FlowControl) throws {
        let bench = try PrinterBench(Self.slow, settings: SerialSettings(baud: 921_600, flow: flow))
        try bench.send(Self.job + Self.ending)
        let receipts = try #require(bench.printer.waitForReceipts(1))
        #expect(receipts.map(\.text) == [Self.lines.joined(separator: "\n") + "\n"])
        #expect(bench.printer.status.lostBytes == 0)
        #expect(bench.printer.status.receivedBytes == Self.job.count + 4)
    }

    @Test("a host that ignores BUSY loses what finds no room, and only that")
    func overflow() throws {
        let bench = try PrinterBench(settings: SerialSettings(flow: .none))
        bench.printer.removePaper()
        try bench.send(Self.job)
        #expect(bench.printer.wait { $0.receivedBytes == Self.job.count })
        #expect(bench.printer.status.lostBytes == Self.job.count - 4096)
        #expect(bench.printer.status.bufferedBytes == 4096)
        bench.printer.loadPaper()
        #expect(bench.printer.wait { $0.isIdle })
        #expect(bench.printer.unfinished?.text == Self.lines.prefix(128).joined(separator: "\n") + "\n")
    }

    @Test("a printer without paper holds the host at its threshold, and tells XON when it goes on")
    func threshold() throws {
        let bench = try PrinterBench(settings: SerialSettings(flow: .xonXoff))
        bench.printer.removePaper()
        #expect(bench.printer.wait { !$0.isOnline })
        // The kernel takes what the printer does not; XOFF stops the writer.
        let taken = try bench.host.write(Self.job, until: .after(milliseconds: 100))
        #expect(taken < Self.job.count)
        #expect(bench.printer.status.receivedBytes == 0)
        bench.printer.loadPaper()
        try bench.send(Array(Self.job.dropFirst(taken)) + Self.ending)
        let receipts = try #require(bench.printer.waitForReceipts(1))
        #expect(receipts.map(\.text) == [Self.lines.joined(separator: "\n") + "\n"])
    }

    @Test("a printer that is BUSY only when full takes bytes while offline, up to its threshold")
    func fullOnly() throws {
        var model = PrinterModel.epson
        model.isBusyWhileOffline = false
        let bench = try PrinterBench(model)
        bench.printer.removePaper()
        _ = try bench.host.write(Self.job, until: .after(milliseconds: 100))
        #expect(bench.printer.wait { $0.bufferedBytes == 4096 - 128 })
        #expect(bench.printer.status.lostBytes == 0)
    }

    @Test("a host that lets go of flow control is heard while the printer is BUSY")
    func aroundBusy() throws {
        let bench = try PrinterBench()
        bench.printer.removePaper()
        try bench.send([0x10, 0x04, 4])
        // Held by CTS until the host opens its end anew without flow control.
        let path = try bench.printer.openPseudoTerminal()
        bench.host.close()
        let free = try SerialPort(path: path, settings: SerialSettings(flow: .none))
        defer { free.close() }
        #expect(try free.read(upTo: 1, until: .after(milliseconds: 10_000)) == [0x7E])
    }

    @Test("the line carries what its rate allows")
    func rate() throws {
        let bench = try PrinterBench(PrinterModel.epson.at(.realTime), settings: SerialSettings(baud: 9600))
        let start = Deadline.after(milliseconds: 0)
        try bench.send([UInt8](repeating: 0, count: 288) + [0x10, 0x04, 1])
        #expect(try bench.answer(1) == [0x12])
        // 291 bytes at 960 a second are 303 ms, less the last slice.
        #expect(SystemClock.monotonicNanoseconds - start.nanoseconds >= 280_000_000)
    }

    @Test("raw printing over TCP: print, half-close, and hear the confirmation")
    func network() throws {
        let printer = try SimulatedPrinter()
        defer { printer.close() }
        let port = try printer.listenTCP()
        #expect(try printer.listenTCP() == port)
        let deadline = Deadline.after(milliseconds: 10_000)
        let host = try TCPSocket.connect(host: "127.0.0.1", port: port, until: deadline)
        defer { host.close() }
        try host.writeAll(Self.job + Self.ending + MachineBench.processID("0007"), until: deadline)
        host.finishWriting()
        #expect(try host.readExactly(7, until: deadline) == MachineBench.confirmation("0007"))
        #expect(try host.read(upTo: 1, until: deadline) == [])
        #expect(printer.receipts.count == 1)

        // The next one was waiting.
        let next = try TCPSocket.connect(host: "127.0.0.1", port: port, until: deadline)
        defer { next.close() }
        try next.writeAll([0x10, 0x04, 1], until: deadline)
        #expect(try next.readExactly(1, until: deadline) == [0x12])
        printer.pullCable()
        #expect(throws: LinuxError.self) { try next.readExactly(1, until: deadline) }
        #expect(throws: LinuxError.self) {
            try TCPSocket.connect(host: "127.0.0.1", port: port, until: deadline)
        }
        printer.plugCable()
        let again = try TCPSocket.connect(host: "127.0.0.1", port: port, until: deadline)
        defer { again.close() }
        try again.writeAll([0x10, 0x04, 1], until: deadline)
        #expect(try again.readExactly(1, until: deadline) == [0x12])
    }

    @Test("on TCP a printer without paper answers until its buffer is full, and then holds the host")
    func window() throws {
        let printer = try SimulatedPrinter()
        defer { printer.close() }
        let deadline = Deadline.after(milliseconds: 10_000)
        let host = try TCPSocket.connect(host: "127.0.0.1", port: try printer.listenTCP(), until: deadline)
        defer { host.close() }
        printer.removePaper()
        try host.writeAll(Array("a\n".utf8) + [0x10, 0x04, 4], until: deadline)
        #expect(try host.readExactly(1, until: deadline) == [0x7E])
        try host.writeAll(Self.job, until: deadline)
        #expect(printer.wait { $0.bufferedBytes == 4096 })
        printer.loadPaper()
        #expect(printer.wait { $0.receivedBytes == Self.job.count + 5 && $0.isIdle })
        #expect(printer.unfinished?.text == "a\n" + Self.lines.joined(separator: "\n") + "\n")
    }

    @Test("a host that comes later hears the last process ID of one that left")
    func lateHost() throws {
        let printer = try SimulatedPrinter()
        defer { printer.close() }
        let port = try printer.listenTCP()
        let deadline = Deadline.after(milliseconds: 10_000)
        printer.removePaper()
        let host = try TCPSocket.connect(host: "127.0.0.1", port: port, until: deadline)
        try host.writeAll(Array("a\n".utf8) + MachineBench.processID("0008"), until: deadline)
        #expect(printer.wait { $0.bufferedBytes == 13 })
        host.close()
        let next = try TCPSocket.connect(host: "127.0.0.1", port: port, until: deadline)
        defer { next.close() }
        try next.writeAll([0x10, 0x04, 4], until: deadline)
        #expect(try next.readExactly(1, until: deadline) == [0x7E])
        printer.loadPaper()
        #expect(try next.readExactly(7, until: deadline) == MachineBench.confirmation("0008"))
    }

    @Test("power off and on at the line: held bytes of RTS/CTS come through afterwards, others are gone")
    func power() throws {
        let held = try PrinterBench()
        held.printer.powerOff()
        try held.send("held\n")
        held.printer.powerOn()
        #expect(held.printer.wait { $0.printedRows == 30 })
        #expect(held.printer.unfinished?.text == "held\n")

        let lost = try PrinterBench(settings: SerialSettings(flow: .none))
        lost.printer.powerOff()
        try lost.send("lost\n")
        // The kernel's buffer is empty when a byte more than it holds has gone through.
        try lost.send([UInt8](repeating: 0x41, count: 200_000))
        lost.printer.powerOn()
        #expect(lost.printer.status.receivedBytes < 200_000)
        #expect(lost.printer.unfinished?.text.contains("lost") != true)
    }

    @Test("closing takes the line away, and closing again is harmless")
    func closes() throws {
        let printer = try SimulatedPrinter()
        let path = try printer.openPseudoTerminal()
        #expect(try printer.openPseudoTerminal() == path)
        printer.close()
        printer.close()
        #expect(throws: SimulatedPrinterError.closed) { try printer.openPseudoTerminal() }
        #expect(throws: LinuxError.self) { try SerialPort(path: path, settings: SerialSettings()) }
    }
}
