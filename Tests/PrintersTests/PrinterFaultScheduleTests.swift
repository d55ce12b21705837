import Counter
import Domain
import Linux
import PrinterSimulator
import Printers
import Testing

/// Whatever happens at whatever byte: what was said to be printed is on the paper, whole and once; what is not known is not
/// there twice; and nothing is there that was never said anything about.
@Suite("A shop's bad day", .waiting)
struct PrinterFaultScheduleTests {
    /// Repeatable, and the same on every machine.
    private struct Dice {
        var state: UInt64

        mutating func roll(_ range: Range<Int>) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return range.lowerBound + Int(state % UInt64(range.count))
        }
    }

    private static let receipts = 5

    private static func text(_ number: Int) -> String {
        (10..<30).map { "receipt \(number) line \($0)" }.joined(separator: "\n")
    }

    private static func faults(_ dice: inout Dice) -> [PrinterFault] {
        (0..<3).map { _ in
            let effect: PrinterFault.Effect =
                switch dice.roll(0..<7) {
                case 0: .paperEnd
                case 1: .coverOpen
                case 2: .powerOff
                case 3: .busy(milliseconds: dice.roll(1..<200))
                case 4: .replyLost
                case 5: .replyLate(milliseconds: dice.roll(1..<150))
                default: .garbage((0..<dice.roll(1..<12)).map { _ in UInt8(dice.roll(0x80..<0x100)) })
                }
            return PrinterFault(effect, at: .byte(dice.roll(50..<2_500)))
        }
    }

    @Test("paper and word agree", arguments: 1...12)
    func agree(seed: UInt64) throws {
        var dice = Dice(state: seed &* 0x9E37_79B9_7F4A_7C15)
        let faults = Self.faults(&dice)
        let model = seed.isMultiple(of: 3) ? PrinterModel.epsonWithoutProcessID : .epson
        let printer = try SimulatedPrinter(model, faults: faults)
        defer { printer.close() }
        let bench = try PrinterBench(cuts: true)
        defer { bench.end() }
        try bench.lay(try printer.openPseudoTerminal())
        for number in 1...Self.receipts {
            bench.print(PrinterBench.order(.string(Self.text(number)), number))
        }
        #expect(tend(printer, bench), "\(faults): \(bench.reports.withLock { $0 })")
        let papers = printer.receipts.map { $0.text.hasSuffix("\n") ? String($0.text.dropLast()) : $0.text }
        for number in 1...Self.receipts {
            let count = papers.count { $0.hasSuffix(Self.text(number)) }
            switch bench.outcome(number, 0) {
            case .printed?: #expect(count == 1, "receipt \(number), \(faults)")
            case .unknown?: #expect(count <= 1, "receipt \(number), \(faults)")
            case let other: Issue.record("receipt \(number) ended as \(String(describing: other)), \(faults)")
            }
        }
    }

    /// Somebody who looks after the printer, slowly; false when not all receipts came to an end.
    private func tend(_ printer: SimulatedPrinter, _ bench: PrinterBench) -> Bool {
        let limit = Deadline.after(milliseconds: 40_000)
        while !limit.isPast {
            if bench.outcome(Self.receipts, 0) != nil {
                return true
            }
            let isUnwell = printer.wait(milliseconds: 50) { !$0.isOn || !$0.hasPaper || $0.isCoverOpen }
            guard isUnwell else {
                continue
            }
            // Nobody is quicker than this, and a printer that is on again before a receipt's last byte came is no test.
            _ = printer.wait(milliseconds: 700) { _ in false }
            let status = printer.status
            if !status.isOn {
                printer.powerOn()
            }
            if !status.hasPaper {
                printer.loadPaper()
            }
            if status.isCoverOpen {
                printer.closeCover()
            }
        }
        return false
    }
}
