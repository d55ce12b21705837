import Counter
import Linux
import PrinterSimulator
import Receipts

/// One bad day of a counter and its printer, drawn from a seed.
struct Schedule: Sendable, CustomStringConvertible {
    enum Line: Sendable {
        case serial(SerialSettings.FlowControl, baud: Int)
        case network
    }

    /// Where the daemon dies: SIGKILL, as far as one process can do it to a part of itself.
    enum Kill: Sendable {
        /// Counting from the start of this life, nothing of this commit is on the disk.
        case beforeCommit(Int)
        /// So much of it, in thousandths, as the disk had taken.
        case inCommit(Int, thousandths: Int)
        /// All of it is, and nobody has heard.
        case afterCommit(Int)
        /// The printer has taken so many bytes in all.
        case byte(Int)
    }

    enum Step: Sendable, CustomStringConvertible {
        case print(Int)
        /// Somebody does not want it any more.
        case cancel(Int)
        /// The wall clock goes on by so many minutes.
        case pass(minutes: Int)
        case pause(milliseconds: Int)

        var description: String {
            switch self {
            case .print(let number): "print \(number)"
            case .cancel(let number): "cancel \(number)"
            case .pass(let minutes): "\(minutes) min"
            case .pause(let milliseconds): "\(milliseconds) ms"
            }
        }
    }

    let seed: UInt64
    let model: PrinterModel
    let line: Line
    let faults: [PrinterFault]
    /// One for each life but the last.
    let kills: [Kill]
    let steps: [Step]
    let reprint: ReceiptPolicy.Reprint
    /// How long somebody takes to look after the printer, milliseconds.
    let attention: Int

    init(seed: UInt64) {
        var dice = Dice(seed: seed)
        self.seed = seed
        var model = Self.model(&dice)
        line = Self.line(&dice, model)
        if case .serial = line, model.dialect == .starGraphic {
            // Of a receipt longer than the buffer a pseudo-terminal holds more than any adapter, or gets it before XOFF is
            // heard, and spills it with the next question over a printer that has no room.
            model.receiveBufferBytes = 4_096
        }
        self.model = model
        faults = (0..<dice.pick([0, 1, 1, 2, 2, 3, 4])).map { [model] _ in Self.fault(&dice, model) }
        kills = (0..<dice.pick([0, 0, 1, 1, 2, 3])).map { _ in Self.kill(&dice) }
        steps = Self.steps(&dice)
        reprint = dice.pick([.ask, .automatic])
        attention = dice.roll(ScheduledTiming.quickestHand..<ScheduledTiming.quickestHand + 100)
    }

    private static func model(_ dice: inout Dice) -> PrinterModel {
        var model = dice.pick([
            .epson, .epson, .epson, .epsonWithoutProcessID, .clone, .starTSP654II, .starMCPrint3,
            PrinterModel.starTSP143III,
        ])
        model.coverPolicy = dice.pick([.restartsLine, .restartsLine, .waitsForEnquiry])
        if dice.chance(20) {
            model.abilities.remove(.bufferClear)
        }
        if model.dialect != .escpos, dice.chance(25) {
            model.quirks.insert(.ignoresRequestsWhileAutomatic)
        }
        if model.dialect != .escpos, dice.chance(20) {
            // It counts by ETB.
            model.abilities.remove(.processID)
        } else if dice.chance(20), model.abilities.contains(.processID) {
            model.abilities.remove(.automaticStatus)
        } else if dice.chance(15), model.abilities.contains(.automaticStatus) {
            // One that does not even say that its paper has ended can do this unseen.
            model.quirks.insert(.clearsAtPaperEnd)
        }
        if dice.chance(10) {
            model.abilities.remove(.identity)
        }
        model.receiveBufferBytes = dice.pick([4_096, 4_096, 1_024])
        return model.at(.times(Double(dice.pick([20, 50, 200]))))
    }

    /// Without handshake only a printer that says by itself how it is, and has room for more than a receipt, is held back; and
    /// no line stands still.
    private static func line(_ dice: inout Dice, _ model: PrinterModel) -> Line {
        let holdsItself =
            model.abilities.contains(.automaticStatus) && model.receiveBufferBytes > 2_048 && !isToldByLine(model)
        let baud = dice.pick([921_600, 921_600, 115_200])
        return dice.pick([
            .serial(.xonXoff, baud: baud), .serial(.xonXoff, baud: baud), .serial(.rtsCts, baud: baud),
            .serial(.rtsCts, baud: baud), .serial(holdsItself ? .none : .xonXoff, baud: baud), .network, .network,
            Line.network,
        ])
    }

    private static func fault(_ dice: inout Dice, _ model: PrinterModel) -> PrinterFault {
        let place: PrinterFault.Place =
            dice.chance(60) ? .byte(dice.roll(1..<3_000)) : .row(dice.roll(1..<600))
        let effect: PrinterFault.Effect =
            switch dice.roll(0..<13) {
            case 0: .paperEnd
            case 1: .coverOpen
            case 2: .powerOff
            case 3: .cablePull
            case 4: .busy(milliseconds: dice.roll(1..<60))
            case 5: .cutterJam
            case 6: .headHot(milliseconds: dice.roll(1..<60))
            case 7: .replyLost
            case 8: .replyLate(milliseconds: dice.roll(1..<200))
            case 9: .nearEnd
            case 10, 11: .powerCycle(milliseconds: cycle(&dice, model))
            default: .garbage((0..<dice.roll(1..<9)).map { _ in UInt8(dice.roll(0x80..<0x100)) })
            }
        return PrinterFault(effect, at: place)
    }

    /// For how many milliseconds the printer is off: for less than anybody looks away, and an adapter keeps what the line holds.
    private static func cycle(_ dice: inout Dice, _ model: PrinterModel) -> Int {
        let time = dice.roll(1..<60)
        return isToldByLine(model) ? ScheduledTiming.quickestCycle + time : time
    }

    /// Without ids and macros nothing but the line that stands still gives away that it was switched off and on.
    private static func isToldByLine(_ model: PrinterModel) -> Bool {
        model.dialect == .escpos && model.abilities.isDisjoint(with: [.processID, .identity])
    }

    private static func kill(_ dice: inout Dice) -> Kill {
        switch dice.roll(0..<5) {
        case 0: .beforeCommit(dice.roll(1..<12))
        case 1: .inCommit(dice.roll(1..<12), thousandths: dice.roll(0..<1_001))
        case 2: .afterCommit(dice.roll(1..<12))
        default: .byte(dice.roll(1..<4_000))
        }
    }

    private static func steps(_ dice: inout Dice) -> [Step] {
        var steps: [Step] = []
        let count = dice.roll(1..<4)
        for number in 0..<count {
            steps.append(.print(number))
            if dice.chance(40) {
                steps.append(.pause(milliseconds: dice.roll(1..<40)))
            }
            if dice.chance(10) {
                steps.append(.cancel(dice.roll(0..<number + 1)))
            }
            if dice.chance(7) {
                steps.append(.pass(minutes: 31))
            }
        }
        return steps
    }

    /// Whether a receipt may lose its begin or its middle on the way to a printer that prints what is left.
    var mayTear: Bool {
        clearsAtPaperEnd || model.dialect == .starGraphic && mayBreakOff
            || faults.contains { fault in
                switch fault.effect {
                case .powerOff, .powerCycle, .cablePull, .cutterJam: true
                case .coverOpen: model.coverPolicy == .waitsForEnquiry
                default: false
                }
            }
    }

    /// Whether a receipt may end anywhere: of rows of dots some are on paper then, where text would wait for the end of its line.
    private var mayBreakOff: Bool {
        !kills.isEmpty
            || steps.contains { step in
                switch step {
                case .cancel, .pass: true
                case .print, .pause: false
                }
            }
    }

    var clearsAtPaperEnd: Bool { model.quirks.contains(.clearsAtPaperEnd) }

    var receipts: Int { steps.count { if case .print = $0 { true } else { false } } }

    var description: String {
        "seed \(seed): \(model.name) \(model.abilities.rawValue) \(model.quirks.rawValue) \(model.coverPolicy), \(line), "
            + "\(faults.map { "\($0.effect) at \($0.place)" }), killed \(kills), \(steps), \(reprint), "
            + "attention \(attention) ms"
    }
}
