import Imaging
import Receipts

/// Head, paper path, cover and cutter: does the steps in order and takes its time.
struct Mechanism {
    /// An error that lasts until `DLE ENQ`.
    enum Halt {
        case cutter
        case cover
        /// Not even `DLE ENQ` helps.
        case broken
    }

    enum Event {
        /// The next row is the one a fault waits for.
        case rowReached
        case cut
        case pulse
        case beep
        case confirmed([UInt8])
        case counted(StarCount)
    }

    private let model: PrinterModel
    var paper: Paper
    private(set) var hasPaper = true
    var isNearEnd = false
    private(set) var isCoverOpen = false
    private(set) var halt: Halt?
    /// The next cut sticks.
    var isCutterJammed = false
    /// SystemClock nanoseconds until which the head cools.
    var hotUntil: UInt64?
    /// SystemClock nanoseconds until which somebody holds the feed button.
    var feedingUntil: UInt64?
    /// Whether the cover was opened while it printed and is not closed yet, or closed and not gone on.
    private(set) var isInterruptedByCover = false

    private var steps: [PrintStep] = []
    private var rowInLine = 0
    private(set) var rowsWaiting = 0
    /// Rows printed since the printer was made.
    private(set) var rowsPrinted = 0
    /// Row before which `advance` stops to tell.
    var stopRow: Int?
    private var readyAt: UInt64 = 0

    init(_ model: PrinterModel) {
        self.model = model
        paper = Paper(width: model.dotsPerLine, headToCutter: model.headToCutterDots)
    }

    var isIdle: Bool { steps.isEmpty }

    /// Whether it prints nothing until a person, the host or time helps.
    var isStopped: Bool { !hasPaper || isCoverOpen || halt != nil || waitsUntil != nil }

    /// When the head has cooled or the button is let go, whichever comes first.
    private var waitsUntil: UInt64? { [hotUntil, feedingUntil].compactMap(\.self).min() }

    /// Whether another line may be prepared.
    var takesMore: Bool { !isStopped && rowsWaiting < model.rowsAhead && steps.count < 4096 }

    mutating func push(_ step: PrintStep, now: UInt64) {
        if steps.isEmpty {
            readyAt = max(readyAt, now)
        }
        if case .line(let line) = step {
            guard line.rows > 0 || line.text != nil else {
                return
            }
            rowsWaiting += line.rows
        }
        steps.append(step)
    }

    /// Does what time allows and returns at the first thing to tell; nil when nothing is left to do now.
    mutating func advance(now: UInt64) -> Event? {
        if let hotUntil, now >= hotUntil {
            self.hotUntil = nil
            readyAt = max(readyAt, now)
        }
        if let feedingUntil, now >= feedingUntil {
            self.feedingUntil = nil
            readyAt = max(readyAt, now)
        }
        while !isStopped, readyAt <= now, let step = steps.first {
            switch step {
            case .line(let line):
                while rowInLine < line.rows {
                    if rowsPrinted == stopRow {
                        return .rowReached
                    }
                    guard readyAt <= now else {
                        return nil
                    }
                    print(line, rows: rowsAllowed(now: now, of: line))
                }
                paper.finish(line)
                finishStep()
            case .cut(let full):
                guard !isCutterJammed else {
                    halt = .cutter
                    return nil
                }
                paper.cut(full: full)
                readyAt += model.speed.scaled(UInt64(model.cutMilliseconds) * 1_000_000)
                finishStep()
                return .cut
            case .pulse:
                finishStep()
                return .pulse
            case .beep:
                finishStep()
                return .beep
            case .confirm(let id):
                finishStep()
                return .confirmed(id)
            case .count(let count):
                finishStep()
                return .counted(count)
            }
        }
        return rowsPrinted == stopRow ? .rowReached : nil
    }

    /// When there will be something to do again without anybody's help, at most some milliseconds early or late.
    func nextTime(now: UInt64) -> UInt64? {
        if let waitsUntil {
            return waitsUntil
        }
        guard !isStopped, let step = steps.first else {
            return nil
        }
        var time = readyAt
        if case .line(let line) = step {
            time += UInt64(line.rows - rowInLine) * model.speed.scaled(model.rowNanoseconds)
        }
        return max(time, now + 5_000_000)
    }

    // MARK: What a person does

    mutating func removePaper() {
        hasPaper = false
        startLineAgain()
    }

    mutating func loadPaper(now: UInt64) {
        hasPaper = true
        isNearEnd = false
        readyAt = max(readyAt, now)
    }

    mutating func openCover() {
        guard !isCoverOpen else {
            return
        }
        isCoverOpen = true
        if !steps.isEmpty, halt == nil {
            isInterruptedByCover = true
            if model.coverPolicy == .waitsForEnquiry {
                halt = .cover
            }
        }
        startLineAgain()
    }

    mutating func closeCover(now: UInt64) {
        isCoverOpen = false
        isInterruptedByCover = halt == .cover
        readyAt = max(readyAt, now)
        if model.dialect != .escpos {
            // Star's printers know no command for it: closing the cover starts the cutter anew.
            recover(now: now)
        }
    }

    /// Something in it is broken until power is switched off.
    mutating func breakDown() {
        halt = .broken
        startLineAgain()
    }

    /// `DLE ENQ 1`: goes on with the step that failed.
    mutating func recover(now: UInt64) {
        guard halt != nil, halt != .broken, !isCoverOpen else {
            return
        }
        if halt == .cutter {
            isCutterJammed = false
        }
        halt = nil
        isInterruptedByCover = false
        readyAt = max(readyAt, now)
    }

    /// Drops everything not on paper yet.
    mutating func clear() {
        if !steps.isEmpty {
            paper.interrupt()
        }
        steps.removeAll()
        rowInLine = 0
        rowsWaiting = 0
    }

    /// Power gone: steps and errors are; paper and cover stay as they are.
    mutating func losePower() {
        clear()
        paper.interrupt()
        if halt == .cutter {
            isCutterJammed = false
        }
        halt = nil
        hotUntil = nil
        feedingUntil = nil
        isInterruptedByCover = false
        readyAt = 0
    }

    private mutating func startLineAgain() {
        if !steps.isEmpty {
            paper.interrupt()
        }
        rowsWaiting += rowInLine
        rowInLine = 0
    }

    /// Rows of the line that may be printed at this time and before the next fault, at least one.
    private func rowsAllowed(now: UInt64, of line: PaperLine) -> Int {
        let time = model.speed.scaled(model.rowNanoseconds)
        let byTime = time == 0 ? Int.max : Int(clamping: (now - readyAt) / time) &+ 1
        let byFault = stopRow.map { $0 > rowsPrinted ? $0 - rowsPrinted : Int.max } ?? Int.max
        return min(line.rows - rowInLine, byTime, byFault)
    }

    private mutating func print(_ line: PaperLine, rows: Int) {
        paper.print(line.dots, from: rowInLine, rows: rows)
        rowInLine += rows
        rowsPrinted += rows
        rowsWaiting -= rows
        readyAt += UInt64(rows) * model.speed.scaled(model.rowNanoseconds)
    }

    private mutating func finishStep() {
        steps.removeFirst()
        rowInLine = 0
    }
}
