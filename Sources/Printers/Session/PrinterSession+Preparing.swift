import Linux
import Receipts

extension PrinterSession {
    /// What frees a printer from an image it was promised, receiptio's number.
    static let leastFlush = 8_192
    /// More is not owed by any receipt.
    static let mostFlush = 262_144

    /// After that it was exchanged for another.
    static let mostFailedProbes = 3

    /// Flushes where a command may have been cut off, finds out what the printer can, and tells it.
    ///
    /// `abilities` stays nil when a printer that should answer does not.
    func prepare() throws(LinkEnd) {
        if link.isTorn {
            memory.flushBytes = max(memory.flushBytes, Self.leastFlush)
        }
        let answered = link.status != nil
        var found = PrinterAbilities()
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
            found = try probe(milliseconds: isOwed ? timing.patientAnswer : timing.answer)
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
        abilities = found
        tell(found)
        tellStatus()
    }

    /// One question at a time: the next only when the last was answered or its time is over.
    private func probe(milliseconds: Int) throws(LinkEnd) -> PrinterAbilities {
        var found = PrinterAbilities()
        for question in PrinterRequest.Identity.allCases {
            let text = try link.ask(question.bytes, milliseconds: timing.answer) { answer in
                if case .block(.identity, let text) = answer { String(decoding: text, as: UTF8.self) } else { nil }
            }
            guard let text else {
                break
            }
            found.identity.append(text)
        }
        let id = ProcessID.empty
        found.processID =
            try link.ask(PrinterRequest.confirm(id), milliseconds: milliseconds) { $0 == .completed(id) ? true : nil }
            ?? false
        found.fence =
            try link.ask(PrinterRequest.fence, milliseconds: timing.answer) { answer in
                if case .transmitted = answer { true } else { nil }
            } ?? false
        found.automaticStatus =
            try link.ask(PrinterRequest.enableAutomaticStatus, milliseconds: timing.answer) { answer in
                if case .automatic = answer { true } else { nil }
            } ?? false
        found.realTimeStatus = try link.askStatus() != nil
        return found
    }

    /// Fills up whatever the printer still takes for part of a command, then starts afresh and waits up to `patience`
    /// milliseconds for a sign of life: what was sent before is printed first.
    ///
    /// - Returns: false when the line did not take it.
    private func flush(_ count: Int, patience: Int) throws(LinkEnd) -> Bool {
        let bytes = [UInt8](repeating: 0, count: min(count, Self.mostFlush)) + PrinterRequest.initialise
        let limit = settings.port.milliseconds(for: bytes.count) + timing.flushSending
        guard try link.put(bytes, until: .after(milliseconds: limit)) else {
            return false
        }
        guard settings.answers else {
            return true
        }
        let question = PrinterRequest.enableAutomaticStatus + PrinterRequest.fence
        let end = Deadline.after(milliseconds: patience)
        var wait = timing.poll * 2
        while !end.isPast {
            let alive = try link.ask(question, milliseconds: wait) { answer in
                switch answer {
                case .automatic, .transmitted: true
                default: nil
                }
            }
            if alive == true {
                break
            }
            wait = timing.poll
        }
        return true
    }
}
