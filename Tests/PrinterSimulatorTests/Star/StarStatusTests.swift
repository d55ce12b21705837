import Testing

@testable import PrinterSimulator

@Suite("Status of Star's printers")
struct StarStatusTests {
    private static let ready: [UInt8] = [0x23, 0x06, 0, 0, 0, 0, 0, 0, 0]
    private static let enable: [UInt8] = [0x1B, 0x1E, 0x61, 0x01]
    private static let ask: [UInt8] = [0x1B, 0x06, 0x01]

    private func ready(etb: UInt8 = 0, isNew: Bool = false, paper: UInt8 = 0, printer: UInt8 = 0) -> [UInt8] {
        [0x23, 0x06, printer | (isNew ? 0x02 : 0), 0, 0, paper, 0, etb << 1, 0]
    }

    @Test("ESC ACK SOH is answered at once, nine bytes, by StarPRNT with version 4")
    func real() throws {
        #expect(try MachineBench(.starTSP654II).ask(Self.ask) == Self.ready)
        #expect(try MachineBench(.starTSP143III).ask(Self.ask) == Self.ready)
        #expect(try MachineBench(.starMCPrint3).ask(Self.ask) == [0x23, 0x08, 0, 0, 0, 0, 0, 0, 0])
        let offline = try MachineBench(.starTSP654II)
        offline.touch { machine, _ in machine.removePaper() }
        #expect(offline.ask(Array("x\n".utf8) + Self.ask) == ready(paper: 0x0C, printer: 0x08))
        #expect(offline.machine.unknown.isEmpty)
    }

    @Test("ESC ACK SOH is heard in the middle of a picture, single bytes of pictures are not")
    func inside() throws {
        let bench = try MachineBench(.starMCPrint3)
        #expect(bench.ask([0x1B, 0x1D, 0x53, 1, 2, 0, 3, 0, 0, 0x05, 0x04, 0x05]).isEmpty)
        #expect(bench.ask(Self.ask).count == 9)
        #expect(bench.unfinished == nil || bench.machine.unknown.isEmpty)
        #expect(bench.ask([0x05]) == [0x00])
        #expect(bench.ask([0x04]) == [0x10])
    }

    @Test("automatic status comes when it is turned on and on every change, and silences ENQ and EOT")
    func automatic() throws {
        let bench = try MachineBench(.starTSP654II)
        #expect(bench.ask(Self.enable) == Self.ready)
        bench.touch { machine, _ in machine.mechanism.isNearEnd = true }
        #expect(bench.heard() == ready(paper: 0x04))
        bench.touch { machine, _ in machine.removePaper() }
        #expect(bench.heard() == ready(paper: 0x0C, printer: 0x08))
        bench.touch { machine, now in machine.mechanism.loadPaper(now: now) }
        #expect(bench.heard() == Self.ready)
        bench.touch { machine, _ in machine.mechanism.openCover() }
        #expect(bench.heard() == ready(printer: 0x28))
        bench.touch { machine, now in machine.mechanism.closeCover(now: now) }
        #expect(bench.heard() == Self.ready)
        #expect(bench.ask([0x05, 0x04]).isEmpty)
        #expect(bench.ask([0x1B, 0x1E, 0x61, 0x00]).isEmpty)
        bench.touch { machine, _ in machine.removePaper() }
        #expect(bench.heard().isEmpty)
    }

    @Test("drawer and a cutter that sticks are in the status; closing the cover frees the blade")
    func cutter() throws {
        let bench = try MachineBench(.starTSP654II)
        #expect(bench.ask(Self.enable + [0x07]) == Self.ready + ready(printer: 0x04))
        #expect(bench.machine.drawerPulses == 1)
        bench.touch { machine, _ in
            machine.isDrawerOpen = false
            machine.mechanism.isCutterJammed = true
        }
        _ = bench.heard()
        #expect(bench.ask(Array("a\n".utf8) + [0x1B, 0x64, 0x03]) == [0x23, 0x06, 0x08, 0x08, 0, 0, 0, 0, 0])
        #expect(bench.receipts.isEmpty)
        bench.touch { machine, _ in machine.mechanism.openCover() }
        bench.touch { machine, now in machine.mechanism.closeCover(now: now) }
        #expect(bench.heard().suffix(9) == Self.ready[...])
        #expect(bench.receipts.map(\.text) == ["a\n"])
    }

    @Test("ETB counts when the printing before it has ended, and tells every host that wants the status")
    func etb() throws {
        let bench = try MachineBench(.starTSP654II.at(.realTime))
        let other = MemoryPort()
        bench.machine.ports.append(PortState(other))
        bench.machine.ports[1].automaticStatus = 1
        #expect(bench.ask(Self.enable) == Self.ready)
        bench.send(Array(String(repeating: "line\n", count: 5).utf8) + [0x17])
        #expect(bench.heard().isEmpty)
        bench.pass(milliseconds: 10)
        #expect(bench.heard().isEmpty)
        bench.pass(milliseconds: 2_000)
        #expect(bench.heard() == ready(etb: 1, isNew: true))
        #expect(other.heard.suffix(9) == ready(etb: 1, isNew: true)[...])
        #expect(bench.ask(Self.ask) == ready(etb: 1))
        #expect(bench.ask([0x1B, 0x1E, 0x45, 0x00]).isEmpty)
        bench.pass(milliseconds: 100)
        #expect(bench.ask(Self.ask) == Self.ready)
    }

    @Test("ETB wraps at 32, and CAN sets it back")
    func wrap() throws {
        let bench = try MachineBench(.starMCPrint3)
        bench.send([UInt8](repeating: 0x17, count: 33))
        #expect(bench.ask(Self.ask) == [0x23, 0x08, 0, 0, 0, 0, 0, 0x02, 0])
        bench.send([0x18])
        #expect(bench.ask(Self.ask) == [0x23, 0x08, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test("no ETB is counted for paper that ran out before")
    func held() throws {
        let bench = try MachineBench(.starTSP654II)
        bench.send(Self.enable)
        bench.touch { machine, _ in machine.removePaper() }
        _ = bench.heard()
        #expect(bench.ask(Array("a\n".utf8) + [0x17]).isEmpty)
        bench.touch { machine, now in machine.mechanism.loadPaper(now: now) }
        #expect(bench.heard() == ready(etb: 1, isNew: true) + ready(etb: 1))
        #expect(bench.text == "a\n")
    }

    @Test("ESC GS ETX 1 prints the begun line, waits for the paper and sends the host's bytes back with its counter")
    func printEnd() throws {
        let bench = try MachineBench(.starMCPrint3.at(.realTime))
        bench.send(Array("one\ntwo".utf8) + [0x1B, 0x1D, 0x03, 1, 0x81, 0xAA])
        #expect(bench.heard().isEmpty)
        // Reading waits for nothing.
        bench.pass(milliseconds: 2_000)
        #expect(bench.heard() == [0x1B, 0x1D, 0x03, 1, 0x81, 0xAA, 1, 0])
        #expect(bench.text == "one\ntwo\n")
        #expect(bench.ask([0x1B, 0x1D, 0x03, 0, 0, 0]) == [0x1B, 0x1D, 0x03, 0, 0, 0, 1, 0])
        #expect(bench.ask([0x1B, 0x1D, 0x03, 2, 0, 0]).isEmpty)
        #expect(bench.ask([0x1B, 0x1D, 0x03, 0, 0, 0]) == [0x1B, 0x1D, 0x03, 0, 0, 0, 0, 0])
    }

    @Test("ESC ACK CAN clears what was not printed, whatever it is in the middle of; power takes the counters")
    func clear() throws {
        let bench = try MachineBench(.starTSP654II)
        bench.touch { machine, _ in machine.removePaper() }
        bench.send(Array("lost\n".utf8) + [0x17] + [0x1B, 0x06, 0x18])
        bench.touch { machine, now in machine.mechanism.loadPaper(now: now) }
        bench.send("kept\n")
        #expect(bench.text == "kept\n")
        bench.send([0x17])
        bench.touch { machine, _ in machine.powerOff() }
        bench.touch { machine, _ in machine.powerOn() }
        #expect(bench.ask(Self.ask) == Self.ready)
    }
}
