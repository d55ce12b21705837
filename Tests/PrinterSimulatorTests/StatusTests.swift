import Imaging
import Testing

@testable import PrinterSimulator

@Suite("Status")
struct StatusTests {
    private static let confirmable = MachineBench.processID("0041")
    private static let clear: [UInt8] = [0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8]

    enum Deed: CaseIterable {
        case nothing
        case nearEnd
        case noPaper
        case coverOpen
        case cutterError
        case hot
        case drawerOpen
        case coverWhilePrinting

        func happen(to bench: MachineBench) {
            switch self {
            case .nothing: break
            case .nearEnd: bench.touch { machine, _ in machine.mechanism.isNearEnd = true }
            case .noPaper: bench.touch { machine, _ in machine.removePaper() }
            case .coverOpen: bench.touch { machine, _ in machine.mechanism.openCover() }
            case .cutterError:
                bench.touch { machine, _ in machine.mechanism.isCutterJammed = true }
                bench.send([0x1D, 0x56, 0x42, 0])
            case .hot: bench.touch { machine, now in machine.mechanism.hotUntil = now + 1_000_000_000 }
            case .drawerOpen: bench.send([0x1B, 0x70, 0, 50, 50])
            case .coverWhilePrinting:
                bench.machine.faults = [PrinterFault(.coverOpen, at: .row(10))]
                bench.machine.armRowFault()
                bench.send("abc\n")
            }
        }
    }

    @Test(
        "DLE EOT tells what is so, in the bits of Epson's table",
        arguments: [
            (.nothing, [0x12, 0x12, 0x12, 0x12]), (.nearEnd, [0x12, 0x12, 0x12, 0x1E]),
            (.noPaper, [0x1A, 0x32, 0x12, 0x7E]), (.coverOpen, [0x1A, 0x16, 0x12, 0x12]),
            (.cutterError, [0x3A, 0x52, 0x1A, 0x12]), (.hot, [0x1A, 0x52, 0x52, 0x12]),
            (.drawerOpen, [0x16, 0x12, 0x12, 0x12]), (.coverWhilePrinting, [0x1A, 0x56, 0x52, 0x12]),
        ] as [(Deed, [UInt8])]
    )
    func realTime(deed: Deed, bytes: [UInt8]) throws {
        let bench = try MachineBench()
        deed.happen(to: bench)
        _ = bench.heard()
        for n in UInt8(1)...4 {
            #expect(bench.ask([0x10, 0x04, n]) == [bytes[Int(n) - 1]])
        }
    }

    @Test(
        "the automatic status comes on enabling, then at each change, of the kinds asked for",
        arguments: [
            (.nearEnd, [0x10, 0, 3, 0]), (.noPaper, [0x18, 0, 0x0F, 0]), (.coverOpen, [0x38, 0, 0, 0]),
            (.cutterError, [0x18, 0x09, 0, 0]), (.hot, [0x18, 0x40, 0, 0]), (.drawerOpen, [0x14, 0, 0, 0]),
        ] as [(Deed, [UInt8])]
    )
    func automatic(deed: Deed, bytes: [UInt8]) throws {
        let bench = try MachineBench()
        #expect(bench.ask([0x1D, 0x61, 0xFF]) == [0x10, 0, 0, 0])
        deed.happen(to: bench)
        #expect(bench.heard() == bytes)
        bench.serve()
        #expect(bench.heard().isEmpty)
    }

    @Test("the automatic status is silent about kinds not asked for, and ends with ESC @, 0 and power")
    func automaticEnds() throws {
        let bench = try MachineBench()
        #expect(bench.ask([0x1D, 0x61, 0x08]) == [0x10, 0, 0, 0])
        Deed.coverOpen.happen(to: bench)
        bench.touch { $0.mechanism.closeCover(now: $1) }
        #expect(bench.heard().isEmpty)
        Deed.nearEnd.happen(to: bench)
        #expect(bench.heard() == [0x10, 0, 3, 0])

        for ending: [UInt8] in [[0x1B, 0x40], [0x1D, 0x61, 0]] {
            bench.send([0x1D, 0x61, 0xFF])
            #expect(bench.heard() == [0x10, 0, 3, 0])
            bench.send(ending)
            Deed.coverOpen.happen(to: bench)
            bench.touch { $0.mechanism.closeCover(now: $1) }
            #expect(bench.heard().isEmpty)
        }

        bench.send([0x1D, 0x61, 0xFF])
        bench.touch { machine, _ in machine.powerOff() }
        bench.touch { machine, _ in machine.powerOn() }
        _ = bench.heard()
        Deed.coverOpen.happen(to: bench)
        #expect(bench.heard().isEmpty)
    }

    @Test("DLE DC4 7 asks for the automatic status and the offline response at once")
    func transmit() throws {
        let bench = try MachineBench()
        #expect(bench.ask([0x10, 0x14, 7, 1]) == [0x10, 0, 0, 0])
        #expect(bench.ask([0x10, 0x14, 7, 4]) == [0x37, 0x23, 0])
    }

    @Test("GS r is answered in the order of the data and not while the paper is out")
    func ordered() throws {
        let bench = try MachineBench()
        #expect(bench.ask([0x1D, 0x72, 1]) == [0x00])
        #expect(bench.ask([0x1D, 0x72, 50]) == [0x00])
        Deed.nearEnd.happen(to: bench)
        #expect(bench.ask([0x1D, 0x72, 49]) == [0x03])
        Deed.noPaper.happen(to: bench)
        #expect(bench.ask([0x1D, 0x72, 1]).isEmpty)
        #expect(bench.ask([0x10, 0x04, 4]) == [0x7E])
        bench.touch { $0.mechanism.loadPaper(now: $1) }
        #expect(bench.heard() == [0x00])
    }

    @Test(
        "GS I says who the printer is",
        arguments: [
            (1, [0x20]), (2, [0x03]), (3, [0x02]), (66, [0x5F] + Array("EPSON".utf8) + [0]),
            (67, [0x5F] + Array("TM-T88V".utf8) + [0]), (69, [0x5F] + Array("CHINA GB18030".utf8) + [0]),
        ] as [(UInt8, [UInt8])]
    )
    func identity(n: UInt8, bytes: [UInt8]) throws {
        #expect(try MachineBench().ask([0x1D, 0x49, n]) == bytes)
    }

    @Test(
        "each model answers what it can and is silent about the rest",
        arguments: [
            (.epson, [true, true, true, true, true, true]),
            (.epsonWithoutProcessID, [true, true, true, true, false, true]),
            (.clone, [true, false, false, false, false, false]), (.mute, [false, false, false, false, false, false]),
        ] as [(PrinterModel, [Bool])]
    )
    func models(model: PrinterModel, answers: [Bool]) throws {
        let bench = try MachineBench(model)
        let questions: [[UInt8]] = [
            [0x10, 0x04, 1], [0x1D, 0x61, 0xFF], [0x1D, 0x72, 1], [0x1D, 0x49, 67], Self.confirmable, Self.clear,
        ]
        #expect(questions.map { !bench.ask($0).isEmpty } == answers)
        #expect(bench.machine.unknown.isEmpty)
    }

    @Test("a printer that cannot clear its buffers reads the command to its end and prints on")
    func clearUnknown() throws {
        let bench = try MachineBench(.clone)
        bench.send(Array("a".utf8) + Self.clear + Array("b\n".utf8))
        #expect(bench.text == "ab\n")
    }

    @Test("a real-time status is answered inside the data of another command and with a full buffer")
    func anywhere() throws {
        let bench = try MachineBench()
        #expect(bench.ask([0x1D, 0x76, 0x30, 0, 4, 0, 1, 0, 0x10, 0x04]).isEmpty)
        #expect(bench.ask([1]) == [0x12])
        bench.send([0xFF])
        #expect(bench.unfinished?.picture.bytes.suffix(72).prefix(4) == [0x10, 0x04, 0x01, 0xFF])

        Deed.noPaper.happen(to: bench)
        bench.send([UInt8](repeating: 0x41, count: 5000))
        #expect(bench.machine.buffer.free == 0)
        #expect(bench.machine.buffer.lost == 904)
        #expect(bench.ask([0x10, 0x04, 2]) == [0x32])
    }

    @Test("a process ID is confirmed when everything before it is on paper, not before")
    func confirmation() throws {
        var model = PrinterModel.epson.at(.realTime)
        model.cutMilliseconds = 500
        let bench = try MachineBench(model)
        bench.send(Array("abc\n".utf8) + [0x1D, 0x72, 1, 0x1D, 0x56, 0x42, 0] + Self.confirmable)
        // The fence says read; the paper moves 142 rows at 2,000 a second and is then cut.
        #expect(bench.heard() == [0x00])
        bench.pass(milliseconds: 60)
        #expect(bench.receipts.isEmpty)
        bench.pass(milliseconds: 40)
        #expect(bench.receipts.count == 1)
        #expect(bench.heard().isEmpty)
        bench.pass(milliseconds: 600)
        #expect(bench.heard() == MachineBench.confirmation("0041"))
    }

    @Test("of process IDs that could not be sent only the latest is, and it goes before other responses")
    func latestOnly() throws {
        let bench = try MachineBench()
        bench.send([0x1D, 0x28, 0x48, 3, 0, 0x31, 0x30, 1])
        bench.port.room = 0
        bench.send(MachineBench.processID("0001") + MachineBench.processID("0002"))
        bench.send(Self.clear)
        Deed.coverOpen.happen(to: bench)
        bench.touch { $0.mechanism.closeCover(now: $1) }
        bench.send(MachineBench.processID("0003"))
        bench.port.room = .max
        bench.serve()
        let rest: [UInt8] = [0x37, 0x23, 0x00, 0x37, 0x25, 0x00]
        #expect(bench.heard() == MachineBench.confirmation("0003") + rest)

        // One that is on its way is finished.
        bench.port.room = 3
        bench.send(MachineBench.processID("0004"))
        bench.send(MachineBench.processID("0005") + MachineBench.processID("0006"))
        bench.port.room = .max
        bench.serve()
        #expect(bench.heard() == MachineBench.confirmation("0004") + MachineBench.confirmation("0006"))
    }

    @Test("clearing the buffers is answered, drops what was not printed and never confirms it")
    func clearing() throws {
        let bench = try MachineBench()
        Deed.noPaper.happen(to: bench)
        bench.send(Array("lost\n".utf8) + Self.confirmable)
        #expect(bench.ask(Self.clear) == [0x37, 0x25, 0x00])
        bench.touch { $0.mechanism.loadPaper(now: $1) }
        #expect(bench.heard().isEmpty)
        bench.send("kept\n")
        #expect(bench.text == "kept\n")
        // A command cut in two by it is gone as well.
        bench.send([0x1D, 0x76, 0x30, 0, 48, 0, 100, 0, 1, 2, 3] + Self.clear)
        bench.send("plain\n")
        #expect(bench.text == "kept\nplain\n")
    }

    @Test("an offline response comes when the printer goes offline, with its cause when asked for")
    func offline() throws {
        let bench = try MachineBench()
        bench.send([0x1D, 0x28, 0x48, 3, 0, 0x31, 0x30, 0x31])
        Deed.coverOpen.happen(to: bench)
        #expect(bench.heard() == [0x37, 0x23, 0x00])
        Deed.noPaper.happen(to: bench)
        #expect(bench.heard().isEmpty)
        bench.touch { $0.mechanism.loadPaper(now: $1) }
        bench.touch { $0.mechanism.closeCover(now: $1) }
        bench.send([0x1D, 0x28, 0x48, 3, 0, 0x31, 0x30, 2])
        Deed.noPaper.happen(to: bench)
        #expect(bench.heard() == [0x37, 0x23, 0x42, 0x00])
    }

    @Test("GS ( D turns the real-time pulse off and on")
    func realTimePulse() throws {
        let bench = try MachineBench()
        bench.send([0x10, 0x14, 1, 0, 1])
        #expect(bench.machine.drawerPulses == 1)
        bench.send([0x1D, 0x28, 0x44, 5, 0, 0x14, 1, 0, 2, 0] + [0x10, 0x14, 1, 0, 1])
        bench.send([0x10, 0x14, 1, 0, 1])
        // The first one came in before the command that forbids it was read.
        #expect(bench.machine.drawerPulses == 2)
        bench.send([0x1D, 0x28, 0x44, 3, 0, 0x14, 1, 1])
        bench.send([0x10, 0x14, 1, 0, 1])
        #expect(bench.machine.drawerPulses == 3)
    }

    @Test("the drawer opens in the order of the data, stays open until it is pushed in, and is a matter of polarity")
    func drawer() throws {
        var model = PrinterModel.epson
        model.drawerOpenIsHigh = false
        let bench = try MachineBench(model)
        #expect(bench.ask([0x10, 0x04, 1]) == [0x16])
        Deed.noPaper.happen(to: bench)
        bench.send([0x1B, 0x70, 0, 50, 50])
        #expect(bench.machine.drawerPulses == 0)
        bench.touch { $0.mechanism.loadPaper(now: $1) }
        #expect(bench.machine.drawerPulses == 1)
        #expect(bench.ask([0x10, 0x04, 1]) == [0x12])
        #expect(bench.ask([0x1D, 0x72, 2]) == [0x00])
        bench.touch { machine, _ in machine.isDrawerOpen = false }
        #expect(bench.ask([0x1D, 0x72, 2]) == [0x01])
    }

    @Test("DLE ENQ frees the cutter: 1 cuts again, 2 throws everything away")
    func recovery() throws {
        for (n, cuts) in [(UInt8(1), 1), (2, 0)] {
            let bench = try MachineBench()
            bench.send("abc\n")
            Deed.cutterError.happen(to: bench)
            bench.send("next\n")
            #expect(bench.receipts.isEmpty)
            // Nothing but the enquiry helps.
            bench.touch { $0.mechanism.loadPaper(now: $1) }
            #expect(bench.ask([0x10, 0x04, 3]) == [0x1A])
            bench.send([0x10, 0x05, n])
            #expect(bench.receipts.count == cuts)
            #expect(bench.text == (n == 1 ? "next\n" : "abc\n"))
            #expect(bench.ask([0x10, 0x04, 3]) == [0x12])
        }
    }
}
