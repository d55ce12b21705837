import Linux
import Receipts

extension PrinterSession {
    /// What frees a printer from an image it was promised, receiptio's number.
    static let leastFlush = 8_192
    /// More is not owed by any receipt.
    static let mostFlush = 262_144

    /// No command has more bytes before its data, lengths and all.
    private static let longestHead = 16

    /// After that it was exchanged for another.
    static let mostFailedProbes = 3

    /// Flushes where a command may have been cut off, finds out what the printer can, and tells it.
    ///
    /// `abilities` stays nil when a printer that should answer does not.
    func prepare() throws(LinkEnd) {
        try settle()
        if link.isTorn {
            memory.flushBytes = max(memory.flushBytes, Self.leastFlush)
        }
        let answered = link.status != nil
        var found = PrinterAbilities()
        var isProbed = false
        for isSecondTry in [false, true] {
            // A printer that answers in real time and nothing else may be stuck in somebody's image, or be a simple one.
            let isOwed = memory.flushBytes > 0
            if isOwed || isSecondTry {
                let patience = isOwed ? timing.flushLimit : timing.poll * 2
                guard try flush(max(memory.flushBytes, Self.leastFlush), patience: patience) else {
                    return
                }
            }
            guard settings.answers else {
                break
            }
            if asksForMacro {
                asksForMacro = false
                hasKeptMacro = try link.driver.keepsMacro(link, patience: timing.patientAnswer)
            }
            // What is under way behind a flush only a whole probe can tell.
            if !isOwed || memory.known.first?.answersInOrder == false, !isSecondTry, let known = try recognised() {
                found = known
                break
            }
            found = try link.driver.probe(link, patience: isOwed ? timing.patientAnswer : timing.answer)
            isProbed = true
            if found.answersInOrder || link.status == nil {
                break
            }
        }
        // One that has fallen silent meanwhile was switched off: what it can was not found out.
        guard found.answers && (found.realTimeStatus || !answered) || !settings.answers else {
            return
        }
        if found.answersInOrder {
            memory.answersInOrder = true
            failedProbes = 0
        } else if memory.answersInOrder, failedProbes < Self.mostFailedProbes {
            // Still stuck: it must not be taken for a simple one whose receipts nothing confirms.
            failedProbes += 1
            memory.flushBytes = Self.leastFlush
            return
        }
        memory.flushBytes = 0
        link.forgetTear()
        if found.confirmsPaper, !memory.unsettled.isEmpty, isProbed {
            // It has answered for everything that came before.
            tellSettled()
        }
        memory.learn(found)
        identitiesBefore = link.identities
        abilities = found
        tell(found)
        tellStatus()
    }

    /// Ends the head of a command that may have been cut off, with lengths of 0; the data of a whole one are left to `flush`.
    ///
    /// Before any question: the bytes of one would stand for a length, and the printer want more than any receipt owes it.
    func endCutHead() throws(LinkEnd) {
        guard memory.flushBytes > 0 else {
            return
        }
        let zeros = [UInt8](repeating: 0, count: Self.longestHead)
        _ = try link.put(zeros, until: .after(milliseconds: timing.answer))
    }

    /// The printer that is known, when it is the one that answers.
    private func recognised() throws(LinkEnd) -> PrinterAbilities? {
        guard let known = memory.known.first else {
            return nil
        }
        return try link.driver.recognise(known, on: link) ? known : nil
    }

    /// Fills up whatever the printer still takes for part of a command, then starts afresh and waits up to `patience`
    /// milliseconds for a sign of life: what was sent before is printed first.
    ///
    /// - Returns: false when the line did not take it.
    private func flush(_ count: Int, patience: Int) throws(LinkEnd) -> Bool {
        let bytes = link.driver.flush(min(count, Self.mostFlush))
        let limit = settings.port.milliseconds(for: bytes.count) + timing.flushSending
        guard try link.put(bytes, until: .after(milliseconds: limit)) else {
            return false
        }
        // One that is known to answer nothing in order is not waited for.
        guard settings.answers, memory.known.first?.answersInOrder != false else {
            return true
        }
        let end = Deadline.after(milliseconds: patience)
        var wait = timing.poll * 2
        while !end.isPast, try !link.driver.isAlive(link, milliseconds: wait) {
            wait = timing.poll
        }
        return true
    }
}
