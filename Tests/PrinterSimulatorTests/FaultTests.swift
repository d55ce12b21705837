import Imaging
import Linux
import Testing

@testable import PrinterSimulator

@Suite("Faults and the mechanism")
struct FaultTests {
    /// 30 rows a line.
    private static let job = Array("one\ntwo\nthree\n".utf8)
    private static let cut: [UInt8] = [0x1D, 0x56, 0x42, 0]

    private func black(_ picture: Bitmap1, rows: Range<Int>) -> Bool {
        rows.contains { picture.row($0).contains { $0 != 0 } }
    }

    @Test("paper ends at the exact row; what was not printed comes after the reload, the line again from its beginning")
    func paperEnd() throws {
        let bench = try MachineBench(faults: [PrinterFault(.paperEnd, at: .row(40))])
        bench.send(Self.job + Self.cut + MachineBench.processID("0001"))
        #expect(bench.machine.mechanism.rowsPrinted == 40)
        #expect(bench.text == "one\n")
        #expect(bench.unfinished?.height == 112 + 40)
        #expect(bench.heard().isEmpty)
        #expect(bench.receipts.isEmpty)

        bench.touch { machine, _ in machine.mechanism.openCover() }
        bench.touch { $0.mechanism.loadPaper(now: $1) }
        #expect(bench.receipts.isEmpty)
        bench.touch { $0.mechanism.closeCover(now: $1) }
        #expect(bench.receipts.map(\.text) == ["one\ntwo\nthree\n"])
        #expect(bench.receipts.first?.interruptions == [152])
        #expect(bench.receipts.first?.isWhole == false)
        // Ten rows of the torn line, then all of it.
        #expect(bench.receipts.first?.height == 112 + 90 + 10)
        #expect(bench.heard() == MachineBench.confirmation("0001"))
    }

    @Test("a receipt printed in one go is whole")
    func whole() throws {
        let bench = try MachineBench()
        bench.send(Self.job + Self.cut + Self.job + [0x1B, 0x64, 4, 0x1D, 0x56, 0])
        #expect(bench.receipts.map(\.isWhole) == [true, true])
        #expect(bench.receipts.map(\.ending) == [.partialCut, .fullCut])
        #expect(bench.receipts.map(\.text) == ["one\ntwo\nthree\n", "one\ntwo\nthree\n"])
    }

    @Test("a cut without feeding leaves the last lines in the printer, for the next receipt")
    func earlyCut() throws {
        let bench = try MachineBench()
        bench.send(Array("1\n2\n3\n4\n5\n6\n".utf8) + [0x1D, 0x56, 0] + Array("7\n".utf8) + Self.cut)
        // Of 180 rows printed 112 stand between the head and the blade.
        #expect(bench.receipts.map(\.text) == ["1\n2\n", "3\n4\n5\n6\n7\n"])
        #expect(bench.receipts.first?.height == 180)
    }

    @Test(
        "an opened cover stops the line at the row, which then begins anew",
        arguments: PrinterModel.CoverPolicy.allCases
    )
    func cover(policy: PrinterModel.CoverPolicy) throws {
        var model = PrinterModel.epson
        model.coverPolicy = policy
        let bench = try MachineBench(model, faults: [PrinterFault(.coverOpen, at: .row(35))])
        bench.send(Self.job)
        #expect(bench.text == "one\n")
        #expect(bench.machine.state.isAutoRecoverable == (policy == .restartsLine))
        bench.send([0x10, 0x05, 1])
        bench.touch { $0.mechanism.closeCover(now: $1) }
        if policy == .waitsForEnquiry {
            #expect(bench.text == "one\n")
            #expect(bench.ask([0x10, 0x04, 3]) == [0x16])
            bench.send([0x10, 0x05, 1])
        }
        #expect(bench.text == "one\ntwo\nthree\n")
        #expect(bench.unfinished?.height == 112 + 95)
        #expect(bench.machine.state == MachineState.idle)
    }

    @Test("a cover opened while nothing is printed is no error")
    func idleCover() throws {
        let bench = try MachineBench()
        bench.touch { machine, _ in machine.mechanism.openCover() }
        #expect(bench.ask([0x10, 0x04, 2]) == [0x16])
        bench.send(Self.job)
        #expect(bench.unfinished == nil)
        bench.touch { $0.mechanism.closeCover(now: $1) }
        #expect(bench.text == "one\ntwo\nthree\n")
        #expect(bench.unfinished?.interruptions == [])
    }

    @Test("power lost at a byte loses buffer and modes; the paper stays, and the strip shows the seam")
    func power() throws {
        let bench = try MachineBench(faults: [PrinterFault(.powerOff, at: .byte(9))])
        bench.send([0x1B, 0x45, 1] + Self.job)
        #expect(bench.text == "one\n")
        #expect(!bench.machine.isOn)
        #expect(bench.ask([0x10, 0x04, 1]).isEmpty)
        bench.touch { machine, _ in machine.powerOn() }
        bench.send("four\n")
        #expect(bench.text == "one\nfour\n")
        #expect((bench.machine.interpreter as? Interpreter)?.style.isBold == false)
        #expect(bench.unfinished?.interruptions == [142])
        #expect(bench.machine.received == 9 + 5)
    }

    @Test("power lost at a row tears the line there and loses the rest, also what was read already")
    func powerAtRow() throws {
        let bench = try MachineBench(faults: [PrinterFault(.powerOff, at: .row(35))])
        bench.send(Self.job + MachineBench.processID("0001"))
        #expect(bench.text == "one\n")
        #expect(bench.unfinished?.height == 112 + 35)
        bench.touch { machine, _ in machine.powerOn() }
        bench.send("four\n")
        #expect(bench.text == "one\nfour\n")
        #expect(bench.heard().isEmpty)
    }

    @Test("a fault by bytes happens before the next byte, whatever comes in one piece")
    func exactByte() throws {
        for count in 0...Self.job.count {
            let bench = try MachineBench(faults: [PrinterFault(.paperEnd, at: .byte(count))])
            bench.send(Self.job)
            let printed = Self.job.prefix(count).reversed().drop { $0 != 0x0A }.reversed()
            #expect(bench.text == String(decoding: printed, as: UTF8.self))
            bench.touch { $0.mechanism.loadPaper(now: $1) }
            #expect(bench.text == "one\ntwo\nthree\n")
        }
    }

    @Test("faults by rows happen at their rows, one after the other")
    func exactRows() throws {
        let rows = [0, 1, 29, 30, 31, 90]
        let bench = try MachineBench(faults: rows.reversed().map { PrinterFault(.paperEnd, at: .row($0)) })
        bench.send(Self.job)
        var printed = 0
        for row in rows {
            // Each stop costs the rows of the line begun.
            #expect(bench.machine.mechanism.rowsPrinted == row)
            #expect(!bench.machine.mechanism.hasPaper)
            printed = row
            bench.touch { $0.mechanism.loadPaper(now: $1) }
        }
        #expect(printed == 90)
        #expect(bench.text == "one\ntwo\nthree\n")
    }

    @Test("a stuck cutter stops at the cut")
    func cutter() throws {
        let bench = try MachineBench(faults: [PrinterFault(.cutterJam, at: .byte(0))])
        bench.send(Self.job + Self.cut + Self.job)
        #expect(bench.receipts.isEmpty)
        #expect(bench.text == "one\ntwo\nthree\n")
        bench.touch { machine, _ in machine.powerOff() }
        bench.touch { machine, _ in machine.powerOn() }
        #expect(bench.machine.state == MachineState.idle)
        bench.send(Self.cut)
        #expect(bench.receipts.count == 1)
    }

    @Test("a hot head waits and goes on in the middle of the line")
    func hot() throws {
        let bench = try MachineBench(faults: [PrinterFault(.headHot(milliseconds: 500), at: .row(35))])
        bench.send(Self.job)
        #expect(bench.text == "one\n")
        bench.pass(milliseconds: 499)
        #expect(bench.text == "one\n")
        bench.pass(milliseconds: 1)
        #expect(bench.text == "one\ntwo\nthree\n")
        #expect(bench.unfinished?.height == 112 + 90)
    }

    @Test("an answer is lost, late, or nobody's, and the one behind it comes")
    func answers() throws {
        let question: [UInt8] = [0x10, 0x04, 1]
        let lost = try MachineBench(faults: [PrinterFault(.replyLost, at: .byte(1))])
        #expect(lost.ask(question).isEmpty)
        #expect(lost.ask(question) == [0x12])

        let late = try MachineBench(faults: [PrinterFault(.replyLate(milliseconds: 300), at: .byte(0))])
        #expect(late.ask(question + [0x10, 0x04, 4]).isEmpty)
        late.pass(milliseconds: 299)
        #expect(late.heard().isEmpty)
        late.pass(milliseconds: 1)
        #expect(late.heard() == [0x12, 0x12])
        #expect(late.ask(question) == [0x12])

        let garbage = try MachineBench(faults: [PrinterFault(.garbage([1, 2, 0xFF]), at: .row(5))])
        #expect(garbage.ask(Self.job) == [1, 2, 0xFF])
    }

    @Test("near end, a busy spell and a pulled cable come at their place")
    func others() throws {
        let near = try MachineBench(faults: [PrinterFault(.nearEnd, at: .row(10))])
        near.send(Self.job)
        #expect(near.ask([0x10, 0x04, 4]) == [0x1E])

        let busy = try MachineBench(faults: [PrinterFault(.busy(milliseconds: 100), at: .byte(4))])
        busy.port.hold = .line
        busy.send(Self.job)
        #expect(busy.text == "one\n")
        busy.pass(milliseconds: 100)
        #expect(busy.text == "one\ntwo\nthree\n")

        let pulled = try MachineBench(faults: [PrinterFault(.cablePull, at: .byte(6))])
        pulled.send(Self.job)
        #expect(pulled.text == "one\n")
        pulled.touch { machine, _ in machine.plugCable() }
        pulled.send("!\n")
        #expect(pulled.text == "one\ntw!\n")
        #expect(pulled.ask([0x10, 0x04, 1]) == [0x12])
    }

    @Test("a printer that clears at paper end prints nothing of it afterwards")
    func clears() throws {
        var model = PrinterModel.epson
        model.quirks = .clearsAtPaperEnd
        let bench = try MachineBench(model, faults: [PrinterFault(.paperEnd, at: .row(40))])
        bench.send(Self.job + MachineBench.processID("0001"))
        bench.touch { $0.mechanism.loadPaper(now: $1) }
        bench.send("four\n")
        #expect(bench.text == "one\nfour\n")
        #expect(bench.heard().isEmpty)
    }

    @Test("printing takes the time of the rows, and an idle or stopped printer asks for none")
    func time() throws {
        let bench = try MachineBench(PrinterModel.epson.at(.realTime))
        bench.serve()
        #expect(bench.wait.deadline == .never)
        bench.port.bytesPerSecond = 11_520
        bench.send(Self.job)
        bench.pass(milliseconds: 10)
        #expect((19...21).contains(bench.machine.mechanism.rowsPrinted))
        bench.pass(milliseconds: 50)
        #expect(bench.machine.mechanism.rowsPrinted == 90)
        #expect(bench.wait.deadline == .never)
        bench.touch { machine, _ in machine.removePaper() }
        bench.send(Self.job)
        bench.pass(milliseconds: 20)
        #expect(bench.wait.deadline == .never)
    }

    @Test("a strip longer than a picture can be ends by itself")
    func endless() {
        var paper = Paper(width: 16, headToCutter: 10, mostRows: 100)
        paper.print(Bitmap1(width: 16, height: 2, bytes: [1, 2, 3, 4]), from: 0, rows: 250)
        #expect(paper.receipts.map(\.ending) == [.uncut, .uncut])
        #expect(paper.receipts.map(\.height) == [100, 100])
        #expect(paper.receipts.first?.picture.row(11) == [3, 4])
        #expect(paper.rows == 60)
    }
}

extension MachineState {
    static let idle = MachineState(
        hasPaper: true,
        isNearEnd: false,
        isCoverOpen: false,
        isDrawerPinHigh: false,
        isCutterError: false,
        isMechanicalError: false,
        isAutoRecoverable: false
    )
}
