import Receipts

/// ESC/POS as Epson defines it, with everything optional found out by asking.
final class ESCPOSDriver: DialectDriver {
    let dialect = PrinterDialect.escpos
    private let timing: PrinterTiming
    private var lastPrinterByte: UInt8?
    /// An answer may still come to a question that nobody waits for any more.
    private var owesAnswer = false

    init(timing: PrinterTiming) {
        self.timing = timing
    }

    // MARK: status

    /// Asks `DLE EOT n`, past BUSY and XOFF: a printer that is offline says so and still listens to this.
    private func ask(_ question: PrinterRequest.RealTime, _ link: PrinterLink) throws(LinkEnd) -> UInt8? {
        if owesAnswer {
            // Else it is taken for the next question's, and each answer after it for the one behind.
            try link.pause(milliseconds: timing.quiet)
        }
        let answer = try link.askNow(question.bytes, milliseconds: timing.answer) { answer in
            if case .realTime(let byte) = answer { byte } else { nil }
        }
        owesAnswer = answer == nil
        return answer
    }

    func askStatus(_ link: PrinterLink, brief: Bool) throws(LinkEnd) -> PrinterStatus? {
        // One answer may get lost.
        var answer = try ask(.printer, link)
        if answer == nil {
            answer = try ask(.printer, link)
        }
        guard let first = answer else {
            lastPrinterByte = nil
            return nil
        }
        if brief, first == lastPrinterByte, let status = link.status {
            return status
        }
        var found = try askCauses(first, link)
        lastPrinterByte = first
        if found.problem == "printer-offline" || link.isStopped {
            // It changed between the questions, offline without a cause or XOFF in the middle of being ready; or each answer was
            // to the question before.
            owesAnswer = true
            if let again = try ask(.printer, link) {
                link.forgetStop()
                found = try askCauses(again, link)
                lastPrinterByte = again
            }
        }
        return found
    }

    func isThere(_ link: PrinterLink) throws(LinkEnd) -> Bool {
        for _ in 0..<2 {
            // The handshake stays on: what an adapter may still hold is not spilt over a printer without room.
            let answer = try link.ask(PrinterRequest.RealTime.printer.bytes, milliseconds: timing.answer) { answer in
                if case .realTime = answer { true } else { nil }
            }
            if answer == true {
                return true
            }
        }
        return false
    }

    /// Asks for what the first answer does not tell.
    private func askCauses(_ first: UInt8, _ link: PrinterLink) throws(LinkEnd) -> PrinterStatus {
        var found = PrinterStatus()
        found.take(first, for: .printer)
        for question in [PrinterRequest.RealTime.offlineCause, .errorCause, .roll] {
            if question == .errorCause, found.fault == .none {
                continue
            }
            guard let byte = try ask(question, link) else {
                // Its late answer must not be taken for one to the next question.
                break
            }
            found.take(byte, for: question)
        }
        return found
    }

    // MARK: abilities

    func probe(_ link: PrinterLink, patience: Int) throws(LinkEnd) -> PrinterAbilities {
        var found = PrinterAbilities()
        try askIdentity(link, &found)
        found.processID = try link.isGiven(.processID(.empty), milliseconds: patience)
        // One answer may get lost; a printer that gives no other is not waited for twice.
        found.fence = try isFenced(PrinterRequest.fence, link, tries: found.processID ? 2 : 1)
        // What it tells of itself decides what else it is asked, and what is found is remembered.
        if found.fence, found.identity.isEmpty {
            try askIdentity(link, &found)
        }
        // A clone that tells nothing is not asked again: it might print the question.
        if found.fence, !found.processID, !found.identity.isEmpty {
            found.processID = try link.isGiven(.processID(.empty), milliseconds: patience)
        }
        guard found.fence || !found.processID else {
            // None has ids and no fence: it went away in the middle, and nothing of it is believed.
            found = PrinterAbilities()
            found.realTimeStatus = try link.askStatus() != nil
            return found
        }
        // What a clone does not know it might print: only printers like Epson's are asked what follows.
        let isLikeEpson = found.processID || found.fence && !found.identity.isEmpty
        found.macroAnswers = found.fence ? 0 : nil
        var before = link.transmitted
        var definitions = found.fence && isLikeEpson ? try probeMacro(link) : nil
        if definitions == nil, found.processID {
            // That no macro was kept must not be a fault's doing: it would be remembered.
            before = link.transmitted
            definitions = try probeMacro(link)
        }
        found.automaticStatus = try enableAutomaticStatus(link)
        if let definitions {
            // A late answer to a definition is in by now.
            found.macroAnswers = definitions > 0 || link.transmitted - before > 2 ? 2 : 1
        }
        // Only when nothing is left to print.
        if isLikeEpson {
            found.bufferClear = try clear(link)
        }
        found.realTimeStatus = try link.askStatus() != nil
        return found
    }

    /// Asks for its texts until one is not told.
    private func askIdentity(_ link: PrinterLink, _ found: inout PrinterAbilities) throws(LinkEnd) {
        for question in PrinterRequest.Identity.allCases {
            guard let text = try ask(question, link, milliseconds: timing.answer) else {
                break
            }
            if question == .serialNumber {
                found.serialNumber = text
            } else {
                found.identity.append(text)
            }
        }
    }

    /// Defines a macro and runs it: how often the definition was answered, nil where running it was not. After no answer to
    /// the definition it is run twice, so that not both answers can be late ones.
    private func probeMacro(_ link: PrinterLink) throws(LinkEnd) -> Int? {
        let isDefinitionAnswered = try isFenced(PrinterRequest.defineMacro, link, tries: 2)
        for _ in 0..<(isDefinitionAnswered ? 1 : 2) where try !isFenced(PrinterRequest.runMacro, link, tries: 2) {
            return nil
        }
        return isDefinitionAnswered ? 1 : 0
    }

    /// Whether something that holds a fence is answered.
    private func isFenced(_ request: [UInt8], _ link: PrinterLink, tries: Int) throws(LinkEnd) -> Bool {
        for _ in 0..<tries {
            let answer = try link.ask(request, milliseconds: timing.answer) { answer in
                if case .transmitted = answer { true } else { nil }
            }
            if answer == true {
                return true
            }
        }
        return false
    }

    private func ask(
        _ question: PrinterRequest.Identity,
        _ link: PrinterLink,
        milliseconds: Int
    ) throws(LinkEnd) -> String? {
        try link.ask(question.bytes, milliseconds: milliseconds) { answer in
            if case .block(.identity, let text) = answer { String(decoding: text, as: UTF8.self) } else { nil }
        }
    }

    private func enableAutomaticStatus(_ link: PrinterLink) throws(LinkEnd) -> Bool {
        try link.ask(PrinterRequest.enableAutomaticStatus, milliseconds: timing.answer) { answer in
            if case .automatic = answer { true } else { nil }
        } ?? false
    }

    func recognise(_ known: PrinterAbilities, on link: PrinterLink) throws(LinkEnd) -> Bool {
        // Knowledge from before macros were asked for is not enough.
        guard known.realTimeStatus == (link.status != nil), !known.fence || known.macroAnswers != nil else {
            return false
        }
        if let serial = known.serialNumber {
            guard try ask(.serialNumber, link, milliseconds: timing.answer) == serial else {
                return false
            }
        } else {
            // One that tells nothing of itself is not waited for: what it might print of the question is gone with ESC @.
            let isSilent = known.identity.isEmpty
            let model = try ask(.model, link, milliseconds: isSilent ? timing.glance : timing.answer)
            guard model == (isSilent ? nil : known.identity.dropFirst().first) else {
                return false
            }
        }
        return known.automaticStatus ? try enableAutomaticStatus(link) : true
    }

    func keepsMacro(_ link: PrinterLink, patience: Int) throws(LinkEnd) -> Bool {
        // What was asked before is answered before the first id.
        guard try link.isGiven(.processID(.empty), milliseconds: patience) else {
            return false
        }
        return try isFenced(PrinterRequest.runMacro, link, tries: 1)
    }

    // MARK: order

    func flush(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) + PrinterRequest.initialise }

    func isAlive(_ link: PrinterLink, milliseconds: Int) throws(LinkEnd) -> Bool {
        let question = PrinterRequest.enableAutomaticStatus + PrinterRequest.fence
        return try link.ask(question, milliseconds: milliseconds) { answer in
            switch answer {
            case .automatic, .transmitted: true
            default: nil
            }
        } ?? false
    }

    func answer(to id: ProcessID) -> CompletionToken? { .processID(id) }

    func token(for id: ProcessID, abilities: PrinterAbilities, on link: PrinterLink) -> CompletionToken? {
        abilities.processID ? .processID(id) : nil
    }

    func framed(_ receipt: [UInt8], token: CompletionToken?, abilities: PrinterAbilities) -> [UInt8] {
        let hasMacro = abilities.hasMacro
        var bytes = receipt
        if abilities.automaticStatus || hasMacro {
            // ESC @ ends automatic status, so it is turned on behind the receipt's own; and not again later, because a
            // printer that was switched off in between gives itself away by saying nothing. So does one without the macro.
            let begins = receipt.starts(with: PrinterRequest.initialise)
            bytes = PrinterRequest.initialise
            bytes += abilities.automaticStatus ? PrinterRequest.enableAutomaticStatus : []
            bytes += hasMacro ? PrinterRequest.defineMacro : []
            bytes += receipt.dropFirst(begins ? PrinterRequest.initialise.count : 0)
        }
        guard hasMacro else {
            return bytes + (token?.request ?? (abilities.fence ? PrinterRequest.fence : []))
        }
        return bytes + PrinterRequest.runMacro + (token?.request ?? [])
    }

    func clear(_ link: PrinterLink) throws(LinkEnd) -> Bool {
        try link.askNow(PrinterRequest.clearBuffers, milliseconds: timing.clear) { $0 == .cleared ? true : nil }
            ?? false
    }

    // MARK: other languages

    func hearsOtherDialect(_ link: PrinterLink) throws(LinkEnd) -> Bool {
        let heard = try link.hear(after: DialectDetector.starQuestion, milliseconds: timing.answer)
        return heard.map { $0 != .escpos } ?? false
    }
}
