import Glibc
import Linux
import Receipts

/// One open line to a printer: bytes out within what the handshake allows, answers in, and what they say about the printer.
final class PrinterLink {
    let port: any PrinterPort
    let timing: PrinterTiming
    private let orders: OrderQueue
    private let breath: Int
    private var reader = PrinterAnswerReader()
    private var lastByte = Deadline.now
    private var lastPrinterByte: UInt8?
    /// XOFF came while the kernel did not look for it, and no XON after it.
    private var isStopped = false
    private var silentUntil: Deadline?
    /// The last ids heard.
    private var completed: [ProcessID] = []

    /// The printer as it last said by whatever means; nil while it does not answer.
    private(set) var status: PrinterStatus?
    /// Whether it ever answered a real-time request.
    private(set) var hasAnswered = false
    /// The printer as it last said by itself.
    private(set) var automatic: PrinterStatus?
    /// How many answers to `GS r` came.
    private(set) var transmitted = 0
    /// How many times the printer said that it is being switched off.
    private(set) var powerOffs = 0
    /// While true, a stop lets what is under way go on for its grace.
    var isWorking = false
    /// A request was cut off in the middle: the printer may take what comes next for its rest.
    private(set) var isTorn = false

    init(port: any PrinterPort, orders: OrderQueue, timing: PrinterTiming, breath: Int) {
        self.port = port
        self.orders = orders
        self.timing = timing
        self.breath = breath
    }

    func hasHeard(_ id: ProcessID) -> Bool { completed.contains(id) }

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
        case .completed(let id):
            completed = completed.suffix(15) + [id]
        case .transmitted:
            transmitted += 1
        case .block(.powerOff, _):
            powerOffs += 1
        case .realTime, .cleared, .block, .star, .printEnd, .noise:
            break
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
        return nil
    }

    /// Asks `DLE EOT n`, past BUSY and XOFF: a printer that is offline says so and still listens to this.
    private func ask(_ question: PrinterRequest.RealTime) throws(LinkEnd) -> UInt8? {
        try attempt { () throws(LinuxError) in try port.setHandshake(false) }
        let answer = try ask(question.bytes, milliseconds: timing.answer) { answer in
            if case .realTime(let byte) = answer { byte } else { nil }
        }
        try attempt { () throws(LinuxError) in try port.setHandshake(true) }
        return answer
    }

    /// Asks how the printer is; nil when it does not answer. A `brief` look asks one question when its answer is the old one.
    ///
    /// Never between the bytes of a receipt.
    @discardableResult
    func askStatus(brief: Bool = false) throws(LinkEnd) -> PrinterStatus? {
        // One answer may get lost.
        var answer = try ask(.printer)
        if answer == nil {
            answer = try ask(.printer)
        }
        guard let first = answer else {
            lastPrinterByte = nil
            status = nil
            try checkLife()
            return nil
        }
        silentUntil = nil
        hasAnswered = true
        if brief, first == lastPrinterByte, let status {
            return status
        }
        var found = try askCauses(first)
        lastPrinterByte = first
        // It changed between the questions: offline without a cause, or XOFF in the middle of being ready.
        if found.problem == "printer-offline" || isStopped, let again = try ask(.printer) {
            isStopped = false
            found = try askCauses(again)
            lastPrinterByte = again
        }
        status = found
        return found
    }

    /// Asks for what the first answer does not tell.
    private func askCauses(_ first: UInt8) throws(LinkEnd) -> PrinterStatus {
        var found = PrinterStatus()
        found.take(first, for: .printer)
        for question in [PrinterRequest.RealTime.offlineCause, .errorCause, .roll] {
            if question == .errorCause, found.fault == .none {
                continue
            }
            guard let byte = try ask(question) else {
                // Its late answer must not be taken for one to the next question.
                break
            }
            found.take(byte, for: question)
        }
        return found
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
