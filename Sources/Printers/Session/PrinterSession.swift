import Counter
import Domain
import Linux
import Receipts
import Runtime

/// The work on one connection, from its first question to its end; on the owner's thread, in the order in which it happens.
final class PrinterSession {
    typealias Encode = @Sendable (PrintOrder) throws(Problem) -> [UInt8]

    let link: PrinterLink
    let settings: PrinterSettings
    let log: Log
    let encode: Encode
    let orders: OrderQueue
    let report: @Sendable (PrinterReport) -> Void

    /// What the printer can; nil until it was asked, and again when its buffer's state is not known.
    var abilities: PrinterAbilities?
    var memory: PrinterMemory
    /// It answers, and in another language.
    var speaksOtherDialect = false
    /// How many texts the printer had told of itself when its abilities were found out.
    var identitiesBefore = 0
    /// The next look for what the printer can is to begin with whether it keeps the macro; then whether it did.
    var asksForMacro = false
    var hasKeptMacro = true
    /// How many times in a row a printer that answered in order did not.
    var failedProbes = 0
    /// Whether the connection was told.
    private(set) var hasConnected = false
    /// The order at work, until its end is reported.
    private(set) var current: PrintOrder?
    /// Whether the line may have taken a byte of it.
    var hasSentBytes = false
    private var nextBlindProbe = Deadline.now
    private var polls = 0
    private var toldAbilities: PrinterAbilities?
    private var toldStatus: JSONValue?
    private var toldWaiting: String?

    var timing: PrinterTiming { settings.timing }

    init(
        link: PrinterLink,
        settings: PrinterSettings,
        orders: OrderQueue,
        memory: PrinterMemory,
        log: Log,
        encode: @escaping Encode,
        report: @escaping @Sendable (PrinterReport) -> Void
    ) {
        self.link = link
        self.settings = settings
        self.orders = orders
        self.memory = memory
        self.log = log
        self.encode = encode
        self.report = report
    }

    /// Works until the connection ends or the owner is stopped.
    func serve() throws(LinkEnd) -> Never {
        if !memory.expectsResume {
            try endCutHead()
            if settings.answers {
                try link.askStatus()
            }
            if problem == nil {
                try prepare()
            }
        }
        if abilities == nil {
            tellConnected(PrinterAbilities.unknown)
        }
        if !memory.expectsResume {
            tellStatus()
        }
        while true {
            link.isWorking = orders.first != nil
            if let order = orders.first {
                try carryOut(order)
            } else {
                try idle()
            }
        }
    }

    // MARK: orders

    private func carryOut(_ order: PrintOrder) throws(LinkEnd) {
        current = order
        hasSentBytes = order.resume
        toldWaiting = nil
        if order.resume {
            let end = try resume(order)
            memory.expectsResume = false
            try finish(end)
            return
        }
        if memory.expectsResume {
            // No interrupted receipt is left in the journal, but one may be left in the printer.
            memory.expectsResume = false
            memory.flushBytes = max(memory.flushBytes, Self.leastFlush)
        }
        let bytes: [UInt8]
        do throws(Problem) {
            bytes = try encode(order)
        } catch {
            try finish(.failed(order.job, problem: error.code))
            return
        }
        guard try awaitReady(order) else {
            try finish(.refused(order.job, problem: "receipt-given-up"))
            return
        }
        try finish(try send(bytes, of: order))
    }

    private func finish(_ end: PrinterReport) throws(LinkEnd) {
        if case .unknown(let job, let problem) = end {
            log.warning("it is not known whether a receipt was printed", ["job": job.text, "problem": problem])
            memory.unsettled.append(job)
            try settle()
        }
        tellStatus()
        orders.takeFirst()
        current = nil
        report(end)
    }

    /// Waits until a receipt may be sent; nothing of it is. False when it is not wanted any more.
    private func awaitReady(_ order: PrintOrder) throws(LinkEnd) -> Bool {
        while !isGivenUp(order) {
            try refreshStatus()
            guard let problem = try makeReady() else {
                if link.automatic?.problem != nil {
                    link.forgetAutomatic()
                }
                return true
            }
            wait(order, problem: problem)
            try link.pause(milliseconds: timing.waitPoll) { isGivenUp(order) }
        }
        return false
    }

    // MARK: readiness

    /// Code of what keeps the printer from printing, as far as it is known.
    var problem: String? {
        guard settings.answers else {
            return link.portProblem
        }
        if speaksOtherDialect {
            return "printer-wrong-dialect"
        }
        if let status = link.status {
            return status.problem
        }
        if let abilities, !abilities.realTimeStatus {
            return nil
        }
        return "printer-no-answer"
    }

    func refreshStatus(brief: Bool = false) throws(LinkEnd) {
        if settings.answers, abilities?.realTimeStatus != false {
            try link.askStatus(brief: brief)
            speaksOtherDialect = speaksOtherDialect && link.status == nil
        } else if !settings.answers {
            try link.askPort()
        }
        tellStatus()
    }

    /// Asks and flushes what must be asked and flushed before anything is printed; nil when the printer is ready, else why not.
    private func makeReady() throws(LinkEnd) -> String? {
        if link.identities != identitiesBefore {
            // One that was known to tell nothing of itself has: it is another.
            abilities = nil
        }
        if problem == nil, abilities == nil || memory.flushBytes > 0 || link.isTorn {
            try prepare()
        } else if settings.answers, link.status == nil, !link.hasAnswered, nextBlindProbe.isPast {
            // Some answer no real-time request, but others.
            nextBlindProbe = .after(milliseconds: timing.blindProbe)
            speaksOtherDialect = try link.driver.hearsOtherDialect(link)
            if !speaksOtherDialect {
                try prepare()
            }
        }
        return problem ?? (abilities == nil ? "printer-busy" : nil)
    }

    // MARK: nothing to print

    private func idle() throws(LinkEnd) {
        let asks = settings.answers && (abilities == nil || abilities?.automaticStatus == false)
        guard asks, abilities?.realTimeStatus != false, !memory.expectsResume else {
            _ = try link.listen(until: .never)
            if !memory.expectsResume {
                tellStatus()
            }
            return
        }
        try link.pause(milliseconds: timing.poll) { orders.first != nil }
        guard orders.first == nil else {
            return
        }
        // One question a second; all of them now and then, because the first does not tell that paper runs low.
        polls = (polls + 1) % 10
        try refreshStatus(brief: polls != 0)
        if abilities == nil {
            _ = try makeReady()
        }
    }

    // MARK: telling

    func tell(_ abilities: PrinterAbilities) {
        if abilities != toldAbilities {
            toldAbilities = abilities
            tellConnected(abilities.json)
        }
    }

    private func tellConnected(_ abilities: JSONValue) {
        hasConnected = true
        report(.connected(abilities: abilities))
    }

    /// Tells how the printer is, when it is otherwise than last told.
    func tellStatus() {
        let now: JSONValue
        if let status = link.status, !speaksOtherDialect {
            now = status.json(drawerOpenIsHigh: settings.drawerOpenIsHigh)
        } else if let problem {
            now = ["online": false, "problem": .string(problem)]
        } else {
            return
        }
        if now != toldStatus {
            toldStatus = now
            report(.status(now))
        }
    }

    /// Says that the order waits, when it waits for something else than last told.
    func wait(_ order: PrintOrder, problem: String) {
        if problem != toldWaiting {
            toldWaiting = problem
            report(.waiting(order.job, problem: problem))
        }
    }
}
