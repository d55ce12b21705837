import Linux
import Receipts

/// Judges whether a receipt that has left the line is printed: by what came back, by how the printer is, by the time.
///
/// What comes back is believed at once only from a printer that says nothing against it. A fence may be a broken line's
/// NUL, and an id from a printer that last told of missing paper may be the tail's, printed by one that was switched off
/// and on: then the printer must answer for it. One that falls silent without a reason may have been switched off and on as
/// well, while an adapter held the tail back: it is watched from the beginning, and what comes after a silence counts for nothing.
/// Where the printer keeps macros, nothing is believed of one that has forgotten the macro from the receipt's begin.
struct ConfirmationWait {
    enum Verdict: Hashable {
        case printed
        /// A problem code.
        case unknown(String)
    }

    private let goal: ConfirmationGoal
    private let timing: PrinterTiming
    private var deadline: Deadline
    private var nextQuestion: Deadline
    /// Until when a printer that answers "ready" must also have said so by itself.
    private var proof = Deadline.never
    /// Until when the macro's answer may come behind that of the token.
    private var macroLimit: Deadline?
    /// When the printer is to be asked whether it is there.
    private var nextWatch: Deadline
    private var wasSilent = false
    private var silences = 0
    /// Confirmed or overdue, and the printer must answer for it.
    private var mustCheck = false
    private var isChecked = false
    /// The printer said that it waits.
    private var hasWaited = false

    /// What the printer waits for, as a problem code.
    private(set) var waitsFor: String?

    init(goal: ConfirmationGoal, timing: PrinterTiming) {
        self.goal = goal
        self.timing = timing
        deadline = .now
        nextQuestion = .after(milliseconds: timing.poll)
        nextWatch =
            goal.abilities.answersAtOnce
            ? .after(milliseconds: max(timing.watch, goal.fitsBuffer ? 0 : goal.printing)) : .never
        stretch()
    }

    private mutating func stretch() {
        deadline = .after(milliseconds: goal.printing + (goal.by == .none ? 0 : timing.confirmMargin))
    }

    private var asksAtAll: Bool { goal.abilities.realTimeStatus }

    private var asksNow: Bool { mustCheck || hasWaited || proof != .never || !goal.abilities.automaticStatus }

    /// Whether the printer is to be asked how it is before anything else.
    var isQuestionDue: Bool { asksAtAll && asksNow && (mustCheck && !isChecked || nextQuestion.isPast) }

    /// Whether one question is enough when its answer has not changed.
    var mayAskBriefly: Bool { !mustCheck && !hasWaited }

    /// Whether the printer is to be asked whether it is there.
    var isWatchDue: Bool { !asksNow && nextWatch.isPast }

    /// When to look again, whatever comes.
    var nextLook: Deadline {
        macroLimit ?? (asksAtAll && asksNow ? nextQuestion : min(nextWatch, deadline))
    }

    /// The printer was asked whether it is there.
    mutating func watched(isThere: Bool) {
        wasSilent = wasSilent || !isThere
        nextWatch = .after(milliseconds: timing.watch)
    }

    /// The printer was asked.
    mutating func asked(_ link: PrinterLink) {
        silences = link.status == nil ? silences + 1 : 0
        isChecked = mustCheck && link.status != nil
        nextQuestion = .after(milliseconds: mustCheck || hasWaited ? timing.waitPoll : timing.poll)
    }

    /// The verdict by what is known now; nil while it is open.
    mutating func judge(_ link: PrinterLink) -> Verdict? {
        guard link.powerOffs == goal.powerOffs else {
            return .unknown("printer-power-lost")
        }
        if let before = goal.paperEnds, link.paperEnds != before {
            return .unknown("printer-buffer-lost")
        }
        if wasSilent, link.automatic?.problem == nil {
            // Before anything that came meanwhile is believed.
            return .unknown("printer-no-answer")
        }
        let isWhole = goal.answers.map { link.transmitted >= $0 } ?? true
        let isCompleted = goal.token.map(link.hasHeard) ?? false
        if isCompleted, !isWhole {
            // The tail's.
            let limit = macroLimit ?? .after(milliseconds: timing.answer)
            macroLimit = limit
            return limit.isPast ? .unknown("printer-power-lost") : nil
        }
        let isFenced = isWhole && (goal.fence.map { link.transmitted > $0 } ?? false)
        let isSelfReady = link.automatic?.problem == nil
        if isSelfReady, isCompleted || !asksAtAll && (isFenced || goal.by == .none) {
            return .printed
        }
        take(link)
        let isConfirmed = isCompleted || isFenced
        let isOver = deadline.isPast
        if isConfirmed || isOver, !mustCheck {
            mustCheck = true
            silences = 0
        }
        if silences >= 2, mustCheck || hasWaited {
            return .unknown(hasWaited ? "printer-power-lost" : "printer-no-answer")
        }
        if proof != .never {
            return proof.isPast ? .unknown("printer-power-lost") : nil
        }
        if isOver, !asksAtAll {
            return .unknown("printer-unknown")
        }
        guard mustCheck, isChecked, let status = link.status else {
            return nil
        }
        if isCompleted {
            return .printed
        }
        guard status.problem == nil else {
            return nil
        }
        return isFenced || goal.by == .none ? .printed : .unknown("printer-unknown")
    }

    /// Takes in how the printer is.
    private mutating func take(_ link: PrinterLink) {
        waitsFor = link.status?.problem
        if waitsFor != nil {
            hasWaited = true
            proof = .never
            stretch()
        } else if link.status != nil {
            if link.automatic?.problem == nil {
                hasWaited = false
                proof = .never
            } else if proof == .never {
                // It has forgotten to tell: automatic status is off, as after switching on.
                proof = .after(milliseconds: timing.powerSign)
            }
        }
    }
}
