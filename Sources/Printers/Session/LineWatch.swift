/// Watches how a receipt leaves: who holds the line, for how long, and whether the printer has lost its memory meanwhile.
///
/// A printer that was switched off and on takes bytes again as if nothing had been, and would even confirm the tail. What
/// it does not do is to tell its status by itself, so a line that moves again without a reason is not trusted. Nor is that of one
/// whose buffer is cleared at paper end, when it has not said that it had paper.
struct LineWatch {
    private let timing: PrinterTiming
    /// Whether the printer says by itself how it is.
    private let tellsStatus: Bool
    /// Whether the printer forgets what it holds when its paper ends.
    private let clearsAtPaperEnd: Bool
    /// Whether a line that is held and opens says something about the printer; on a network it may be the net.
    private let isDirect: Bool
    /// CLOCK_MONOTONIC milliseconds of the last look.
    private var now: Int64
    /// Milliseconds seen without a byte that moved.
    private var still = 0
    private var pending = 0
    private var hasBegun = false
    /// The line was held while the printer said that it is not ready.
    private var wasHeld = false
    /// Until when the printer, whose line has opened again, must have said that it is ready.
    private var proof: Int64?
    private var isForgetful = false

    /// Why the printer is not ready, by its own word.
    private(set) var problem: String?

    init(timing: PrinterTiming, tellsStatus: Bool, clearsAtPaperEnd: Bool = false, isDirect: Bool, at now: Int64) {
        self.timing = timing
        self.tellsStatus = tellsStatus
        self.clearsAtPaperEnd = clearsAtPaperEnd
        self.isDirect = isDirect
        self.now = now
    }

    private mutating func pass(to time: Int64) {
        // Longer than between two looks nobody looked: the machine was busy, which says nothing about the printer.
        still += Int(min(max(0, time - now), Self.longestLook))
        now = time
    }

    private static let longestLook: Int64 = 250

    /// The line took so many bytes.
    mutating func took(_ count: Int, at now: Int64) {
        pass(to: now)
        if count > 0 {
            moved()
        }
        pending += count
    }

    /// So many bytes wait in the line, and the printer says of itself `problem`.
    mutating func look(pending: Int, problem: String?, at now: Int64) {
        pass(to: now)
        if pending < self.pending {
            moved()
        }
        self.pending = pending
        if self.problem != nil, problem == nil {
            // Until now the wait was explained.
            still = 0
        }
        self.problem = tellsStatus ? problem : nil
        if self.problem == nil {
            wasHeld = false
            proof = nil
        } else if isHeld {
            wasHeld = true
        }
    }

    private mutating func moved() {
        if isDirect, wasHeld, problem != nil, proof == nil {
            proof = now + Int64(timing.powerSign)
        }
        let mayHaveForgotten = tellsStatus ? isDirect && problem == nil : clearsAtPaperEnd
        if mayHaveForgotten, hasBegun, still >= timing.unexplained {
            isForgetful = true
        }
        hasBegun = true
        still = 0
    }

    /// Whether the line has taken nothing for longer than is worth no word.
    var isHeld: Bool { still >= timing.holdNotice }

    /// Whether nothing more may be sent until the printer has said how it is.
    var isDoubtful: Bool { isForgetful || proof != nil }

    /// What the receipt waits for, as a problem code.
    var waiting: String? { problem ?? (isHeld ? "printer-busy" : nil) }

    /// Why waiting makes no more sense, as a problem code.
    var giveUp: String? {
        if isForgetful {
            return tellsStatus ? "printer-power-lost" : "printer-buffer-lost"
        }
        if let proof {
            return now >= proof ? "printer-power-lost" : nil
        }
        let limit = problem != nil ? timing.pause : tellsStatus ? timing.stall : timing.hold
        return still >= limit ? "printer-unknown" : nil
    }
}
