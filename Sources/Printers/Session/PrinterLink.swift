import Glibc
import Linux
import Receipts
import USB

/// One open line to a printer: bytes out within what the handshake allows, answers in, and what they say about the printer.
final class PrinterLink {
    let port: any PrinterPort
    let timing: PrinterTiming
    private let orders: OrderQueue
    private let breath: Int
    let driver: any DialectDriver
    private var reader: PrinterAnswerReader
    private var lastByte = Deadline.now
    /// XOFF came while the kernel did not look for it, and no XON after it.
    private(set) var isStopped = false
    private var silentUntil: Deadline?
    /// The last answers heard that say that something is printed.
    private var completed: [PrinterAnswer] = []
    /// Star's status as it last came, whether asked for or not.
    private(set) var star: StarStatus?
    /// The next status of a Star printer is the answer to a question, which looks the same.
    private var isStarAsked = false

    /// The printer as it last said by whatever means; nil while it does not answer.
    private(set) var status: PrinterStatus?
    /// What the port says keeps the printer from printing, asked where the printer itself says nothing.
    private(set) var portProblem: String?
    /// Whether it ever answered a real-time request.
    private(set) var hasAnswered = false
    /// The printer as it last said by itself.
    private(set) var automatic: PrinterStatus?
    /// How many answers to `GS r` came.
    private(set) var transmitted = 0
    /// How many times the printer said that its buffers are empty.
    private(set) var clears = 0
    /// Listens for the language of what comes, since a question in another was asked.
    private var detector = DialectDetector()
    /// How many times the printer said that it is being switched off.
    private(set) var powerOffs = 0
    /// How many times the printer said that it has no paper.
    private(set) var paperEnds = 0
    /// How many texts the printer told of itself.
    private(set) var identities = 0
    /// While true, a stop lets what is under way go on for its grace.
    var isWorking = false
    /// A request was cut off in the middle: the printer may take what comes next for its rest.
    private(set) var isTorn = false
    /// A question was not answered: some of its bytes may be all that came.
    var hasUnanswered = false

    init(
        port: any PrinterPort,
        orders: OrderQueue,
        timing: PrinterTiming,
        breath: Int,
        driver: any DialectDriver
    ) {
        self.port = port
        self.orders = orders
        self.timing = timing
        self.breath = breath
        self.driver = driver
        reader = PrinterAnswerReader(dialect: driver.dialect)
    }

    /// Whether the printer has said that what the token stands for is printed.
    func hasHeard(_ token: CompletionToken) -> Bool {
        if case .etbCounter = token {
            // Only the number it shows last counts.
            return star.map { token.isGiven(by: .star($0)) } ?? false
        }
        return completed.contains { token.isGiven(by: $0) }
    }

    // MARK: in

    /// What the printer says next; empty when the deadline passed or the owner was woken first.
    func listen(until deadline: Deadline) throws(LinkEnd) -> [PrinterAnswer] {
        while true {
            let stop = orders.stopDeadline
            if stop != .never, !isWorking || stop.isPast {
                throw .stopped
            }
            let bytes = try attempt { () throws(LinuxError) in
                try port.read(until: min(deadline, stop), wake: orders.wake)
            }
            guard !bytes.isEmpty else {
                orders.wake.drain()
                if reader.isInside, lastByte.isPast {
                    _ = reader.abandon()
                }
                return []
            }
            lastByte = .after(milliseconds: timing.quiet)
            _ = detector.take(bytes)
            let answers = reader.take(bytes)
            answers.forEach(note)
            if !answers.isEmpty || deadline.isPast {
                return answers
            }
        }
    }

    /// Listens for the whole time, whatever comes, unless `enough` says otherwise.
    func pause(milliseconds: Int, unless enough: () -> Bool = { false }) throws(LinkEnd) {
        let deadline = Deadline.after(milliseconds: milliseconds)
        while !deadline.isPast, !enough() {
            _ = try listen(until: deadline)
        }
    }

    private func note(_ answer: PrinterAnswer) {
        switch answer {
        case .transmitOn: isStopped = false
        case .transmitOff: isStopped = true
        case .automatic(let bytes):
            let said = PrinterStatus(bytes)
            automatic = said
            status = said
            paperEnds += said.paper == .end ? 1 : 0
        case .star(let said): note(said)
        case .completed, .printEnd:
            completed = completed.suffix(15) + [answer]
        case .transmitted:
            transmitted += 1
        case .block(.powerOff, _):
            powerOffs += 1
        case .cleared:
            clears += 1
        case .block(.identity, _):
            identities += 1
        case .realTime, .block, .noise:
            break
        }
    }

    private func note(_ said: StarStatus) {
        star = said
        let found = PrinterStatus(said)
        status = found
        if isStarAsked {
            isStarAsked = false
        } else {
            automatic = found
            paperEnds += found.paper == .end ? 1 : 0
        }
    }

    // MARK: out

    /// How many of the bytes the line took at once.
    func send(_ bytes: ArraySlice<UInt8>) throws(LinkEnd) -> Int {
        try attempt { () throws(LinuxError) in try port.write(bytes) }
    }

    func pendingOutput() throws(LinkEnd) -> Int {
        try attempt { () throws(LinuxError) in try port.pendingOutput() }
    }

    /// Lets the line take what it holds, listening meanwhile; `long` where it is held.
    func breathe(long: Bool = false) throws(LinkEnd) {
        _ = try listen(until: .after(milliseconds: long ? 100 : breath))
    }

    /// Writes all of it; false when the line did not take it until the deadline.
    func put(_ bytes: [UInt8], until deadline: Deadline) throws(LinkEnd) -> Bool {
        var sent = 0
        while true {
            sent += try send(bytes[sent...])
            if sent == bytes.count {
                return true
            }
            guard !deadline.isPast else {
                isTorn = isTorn || sent > 0
                return false
            }
            try breathe()
        }
    }

    // MARK: questions

    /// Asks one question and waits for the answer that `pick` knows; nil when none came in time.
    func ask<Answer>(
        _ request: [UInt8],
        milliseconds: Int,
        _ pick: (PrinterAnswer) -> Answer?
    ) throws(LinkEnd) -> Answer? {
        let deadline = Deadline.after(milliseconds: milliseconds)
        while !deadline.isPast, !(try listen(until: .now).isEmpty) {}
        guard try put(request, until: deadline) else {
            return nil
        }
        repeat {
            for answer in try listen(until: deadline) {
                if let picked = pick(answer) {
                    return picked
                }
            }
        } while !deadline.isPast
        hasUnanswered = true
        return nil
    }

    /// Asks something the printer hears at once, past BUSY and XOFF.
    func askNow<Answer>(
        _ request: [UInt8],
        milliseconds: Int,
        _ pick: (PrinterAnswer) -> Answer?
    ) throws(LinkEnd) -> Answer? {
        try attempt { () throws(LinuxError) in try port.setHandshake(false) }
        let answer = try ask(request, milliseconds: milliseconds, pick)
        try attempt { () throws(LinuxError) in try port.setHandshake(true) }
        return answer
    }

    /// Asks a Star printer for its status, past the handshake where `isNow`; what comes besides it has told by itself.
    func askStar(isNow: Bool, milliseconds: Int) throws(LinkEnd) -> PrinterStatus? {
        isStarAsked = true
        defer { isStarAsked = false }
        let pick = { (answer: PrinterAnswer) -> PrinterStatus? in
            if case .star(let said) = answer { PrinterStatus(said) } else { nil }
        }
        return isNow
            ? try askNow(StarRequest.status, milliseconds: milliseconds, pick)
            : try ask(StarRequest.status, milliseconds: milliseconds, pick)
    }

    /// Asks for the token; whether it came.
    func isGiven(_ token: CompletionToken, milliseconds: Int) throws(LinkEnd) -> Bool {
        try ask(token.begin + token.request, milliseconds: milliseconds) { token.isGiven(by: $0) ? true : nil } ?? false
    }

    /// Asks in another language; the one that is answered in, nil when nothing tells.
    func hear(after request: [UInt8], milliseconds: Int) throws(LinkEnd) -> PrinterDialect? {
        let deadline = Deadline.after(milliseconds: milliseconds)
        detector = DialectDetector()
        guard try put(request, until: deadline) else {
            return nil
        }
        while detector.dialect == nil, !deadline.isPast {
            _ = try listen(until: deadline)
        }
        return detector.dialect
    }

    /// Asks how the printer is; nil when it does not answer. A `brief` look asks one question when its answer is the old one.
    ///
    /// Never between the bytes of a receipt.
    @discardableResult
    func askStatus(brief: Bool = false) throws(LinkEnd) -> PrinterStatus? {
        guard let found = try driver.askStatus(self, brief: brief) else {
            status = nil
            try checkLife()
            return nil
        }
        silentUntil = nil
        hasAnswered = true
        status = found
        paperEnds += found.paper == .end ? 1 : 0
        return found
    }

    /// Asks the port, which knows of the paper also where the printer speaks no language of ours. The rest of what it says is
    /// left alone: some printers always say that they are off line.
    func askPort() throws(LinkEnd) {
        let said = try attempt { () throws(LinuxError) in try port.portStatus() }
        portProblem = said?.isPaperEmpty == true ? "printer-paper-out" : nil
    }

    /// Gives the line up when not even its other end has taken the question for long: a dead connection, a hung driver.
    private func checkLife() throws(LinkEnd) {
        guard try pendingOutput() > 0 else {
            silentUntil = nil
            return
        }
        let limit = silentUntil ?? .after(milliseconds: timing.deadLine)
        silentUntil = limit
        if limit.isPast {
            throw .lost(LinuxError(call: "write", errno: ETIMEDOUT))
        }
    }

    /// The printer is ready, and what it said by itself before that may be from before it was switched off.
    func forgetAutomatic() {
        automatic = nil
    }

    /// The printer has said since then that it takes data.
    func forgetStop() {
        isStopped = false
    }

    func forgetTear() {
        isTorn = false
    }

    private func attempt<Result>(_ body: () throws(LinuxError) -> Result) throws(LinkEnd) -> Result {
        do throws(LinuxError) {
            return try body()
        } catch {
            throw .lost(error)
        }
    }
}
