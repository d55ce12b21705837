import Counter
import Linux
import Receipts

extension PrinterSession {
    /// Sends a receipt once, with the request for its confirmation, and waits until it is settled.
    func send(_ receipt: [UInt8], of order: PrintOrder) throws(LinkEnd) -> PrinterReport {
        guard let abilities else {
            return .refused(order.job, problem: "printer-no-answer")
        }
        let token = ProcessID(order.processID).flatMap {
            link.driver.token(for: $0, abilities: abilities, on: link)
        }
        var bytes = link.driver.framed(receipt, token: token, abilities: abilities)
        if link.hasUnanswered {
            // What a question that was cut off still wants is not taken from the receipt.
            bytes = link.driver.flush(Self.longestQuestion) + bytes
            link.hasUnanswered = false
        }
        let answers = abilities.hasMacro ? abilities.macroAnswers.map { link.transmitted + $0 } : nil
        let powerOffs = link.powerOffs
        let paperEnds = settings.clearsAtPaperEnd ? link.paperEnds : nil
        let sent = try transmit(bytes, of: order)
        if let problem = sent.problem {
            guard hasSentBytes else {
                return .refused(order.job, problem: problem)
            }
            self.abilities = nil
            return .unknown(order.job, problem: problem)
        }
        let goal = ConfirmationGoal(
            token: token,
            fence: token == nil && abilities.fence ? sent.answersBefore : nil,
            answers: answers,
            printing: Self.millimetres(receipt) * 1_000 / settings.printSpeed,
            powerOffs: powerOffs,
            paperEnds: paperEnds,
            fitsBuffer: bytes.count <= settings.bufferBytes - Self.leastRoom,
            abilities: abilities
        )
        let end = try confirm(goal, of: order)
        if case .printed = end {
            memory.flushBytes = 0
        } else {
            // What the printer is in the middle of is not known.
            self.abilities = nil
        }
        return end
    }

    /// More than any question has bytes.
    private static let longestQuestion = 16

    /// Printers say BUSY with so many bytes free, and READY again.
    private static let leastRoom = 256

    /// More paper than the receipt can need: 4 mm a line feed, a 384-dot head's rows for everything else, and 100 mm of feeds.
    static func millimetres(_ receipt: [UInt8]) -> Int {
        receipt.count { $0 == 0x0A } * 4 + receipt.count / 384 + 100
    }

    /// CLOCK_MONOTONIC milliseconds.
    private static var now: Int64 { Int64(clamping: SystemClock.monotonicNanoseconds / 1_000_000) }

    /// Gives the line all bytes as it takes them. No question is asked in between, because it would split a command.
    ///
    /// - Returns: why it was given up, and how many `GS r` answers had come before the last piece went.
    private func transmit(
        _ bytes: [UInt8],
        of order: PrintOrder
    ) throws(LinkEnd) -> (problem: String?, answersBefore: Int) {
        var watch = LineWatch(
            timing: timing,
            tellsStatus: abilities?.automaticStatus == true,
            clearsAtPaperEnd: settings.clearsAtPaperEnd,
            isDirect: settings.port.isDirect,
            at: Self.now
        )
        let (powerOffs, paperEnds) = (link.powerOffs, link.paperEnds)
        var offset = 0
        var answersBefore = link.transmitted
        while true {
            // A line without handshake is held by what the printer says.
            let holds = watch.isDoubtful || (watch.problem != nil && settings.port.hasNoHandshake)
            if offset < bytes.count, !holds {
                let owed = memory.flushBytes
                hasSentBytes = true
                if settings.port.mayLeaveTorn {
                    memory.flushBytes = max(Self.leastFlush, bytes.count - offset)
                }
                answersBefore = link.transmitted
                let taken = try link.send(bytes[offset...])
                offset += taken
                if offset == 0 {
                    hasSentBytes = false
                    memory.flushBytes = owed
                }
                watch.took(taken, at: Self.now)
            }
            let pending = try link.pendingOutput()
            if offset == bytes.count, pending == 0 {
                return (nil, answersBefore)
            }
            watch.look(pending: pending, problem: link.automatic?.problem, at: Self.now)
            if let problem = loss(since: powerOffs, paperEnds) ?? watch.giveUp ?? abandonment(of: order) {
                return (problem, answersBefore)
            }
            if let waiting = watch.waiting {
                wait(order, problem: waiting)
            }
            try link.breathe(long: watch.isHeld)
            tellStatus()
        }
    }

    /// Why what the printer had of the receipt is gone, by its own word.
    private func loss(since powerOffs: Int, _ paperEnds: Int) -> String? {
        if link.powerOffs > powerOffs {
            return "printer-power-lost"
        }
        return settings.clearsAtPaperEnd && link.paperEnds > paperEnds ? "printer-buffer-lost" : nil
    }
}
