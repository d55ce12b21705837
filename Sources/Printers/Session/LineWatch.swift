import Linux

/// Watches how a receipt leaves: who holds the line, for how long, and whether the printer has lost its memory meanwhile.
struct LineWatch {
    private let timing: PrinterTiming
    /// Whether the printer says by itself how it is.
    private let tellsStatus: Bool
    private var pending = 0
    private var lastMove = SystemClock.monotonicNanoseconds
    /// The line was held while the printer said that it is not ready.
    private var wasHeld = false
    /// Until when the printer, whose line has opened again, must have said that it is ready.
    private var proof = Deadline.never

    /// Why the printer is not ready, by its own word.
    private(set) var problem: String?

    init(timing: PrinterTiming, tellsStatus: Bool) {
        self.timing = timing
        self.tellsStatus = tellsStatus
    }

    mutating func took(_ count: Int) {
        if count > 0 {
            moved()
        }
        pending += count
    }

    mutating func look(pending now: Int, problem: String?) {
        if now < pending {
            moved()
        }
        pending = now
        self.problem = tellsStatus ? problem : nil
        if self.problem == nil {
            wasHeld = false
            proof = .never
        } else if isHeld {
            wasHeld = true
        }
    }

    private mutating func moved() {
        lastMove = SystemClock.monotonicNanoseconds
        // A printer that was switched off and on opens its line and says nothing: its automatic status is off again.
        if wasHeld, problem != nil, proof == .never {
            proof = .after(milliseconds: timing.powerSign)
        }
    }

    private var stillMilliseconds: Int {
        Int(clamping: (SystemClock.monotonicNanoseconds &- lastMove) / 1_000_000)
    }

    /// Whether the line has taken nothing for longer than is worth no word.
    var isHeld: Bool { stillMilliseconds >= timing.holdNotice }

    /// Whether nothing more may be sent until the printer has said how it is.
    var isDoubtful: Bool { proof != .never }

    /// What the receipt waits for, as a problem code.
    var waiting: String? { problem ?? (isHeld ? "printer-busy" : nil) }

    /// Why waiting makes no more sense, as a problem code.
    var giveUp: String? {
        if isDoubtful {
            return proof.isPast ? "printer-power-lost" : nil
        }
        let limit = problem != nil ? timing.pause : tellsStatus ? timing.stall : timing.hold
        return stillMilliseconds >= limit ? "printer-unknown" : nil
    }
}
