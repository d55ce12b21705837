import Linux
import Receipts

/// Star's languages: line mode, StarPRNT and the raster mode of the graphic printers, whose questions are the same.
///
/// A Star printer tells nothing of itself but its status, whose version changes with the firmware; it is recognised by that and
/// by doing what it is known for.
final class StarDriver: DialectDriver {
    let dialect: PrinterDialect
    private let timing: PrinterTiming
    /// The printer was told to tell its status by itself, and has answered no question since: it may be one that answers none.
    private var mayBeSilenced = false

    init(dialect: PrinterDialect, timing: PrinterTiming) {
        self.dialect = dialect
        self.timing = timing
    }

    // MARK: status

    func askStatus(_ link: PrinterLink, brief: Bool) throws(LinkEnd) -> PrinterStatus? {
        // One answer may get lost; the second question only when the first is given up.
        var answer = try link.askStar(isNow: true, milliseconds: timing.answer)
        if answer == nil {
            answer = try link.askStar(isNow: true, milliseconds: timing.answer)
        }
        if answer != nil {
            mayBeSilenced = false
        } else if mayBeSilenced || link.star != nil {
            // A late answer may have passed for one given while it tells by itself. In the order of the data: the next question
            // may be too early as well.
            _ = try link.put(StarRequest.disableAutomaticStatus, until: .after(milliseconds: timing.answer))
            link.forgetAutomatic()
        }
        guard let found = answer, link.isStopped || found.problem == "printer-offline" else {
            return answer
        }
        // XOFF in the middle of being ready, or it changed meanwhile.
        link.forgetStop()
        return try link.askStar(isNow: true, milliseconds: timing.answer) ?? found
    }

    func isThere(_ link: PrinterLink) throws(LinkEnd) -> Bool {
        for _ in 0..<2 where try link.askStar(isNow: false, milliseconds: timing.answer) != nil {
            return true
        }
        return false
    }

    // MARK: abilities

    func probe(_ link: PrinterLink, patience: Int) throws(LinkEnd) -> PrinterAbilities {
        var found = PrinterAbilities()
        // One question may get lost, or its answer; what is found is remembered.
        for _ in 0..<2 where !found.printEnd {
            try forgetBegunLine(link)
            found.printEnd = try link.isGiven(.document(.empty), milliseconds: patience)
        }
        found.automaticStatus = try enableAutomaticStatus(link)
        if try link.askStatus() == nil {
            // By Star's specification a printer need not answer this while it tells its status by itself, which a switch may
            // have set. Without the question nobody knows whether a silent printer is there.
            found.automaticStatus = false
            try link.pause(milliseconds: timing.glance)
            try link.askStatus()
        }
        found.realTimeStatus = link.status != nil
        found.statusVersion = link.status == nil ? nil : link.star?.version
        if !found.printEnd, found.realTimeStatus {
            found.etb = try countsETB(link, tellsStatus: found.automaticStatus)
        }
        return found
    }

    /// Ends what the next question would print of a line.
    ///
    /// It may be an earlier life's; and of a flush on a line without handshake, which may be more than the printer has room
    /// for, the end may be lost.
    private func forgetBegunLine(_ link: PrinterLink) throws(LinkEnd) {
        _ = try link.put(flush(0), until: .after(milliseconds: timing.answer))
    }

    private func enableAutomaticStatus(_ link: PrinterLink) throws(LinkEnd) -> Bool {
        mayBeSilenced = true
        return try link.ask(StarRequest.enableAutomaticStatus, milliseconds: timing.answer) { answer in
            if case .star = answer { true } else { nil }
        } ?? false
    }

    private func countsETB(_ link: PrinterLink, tellsStatus: Bool) throws(LinkEnd) -> Bool {
        guard let token = link.star.flatMap({ CompletionToken(after: $0) }) else {
            return false
        }
        if try link.isGiven(token, milliseconds: tellsStatus ? timing.answer : timing.glance) {
            return true
        }
        try link.askStatus()
        return link.hasHeard(token)
    }

    func recognise(_ known: PrinterAbilities, on link: PrinterLink) throws(LinkEnd) -> Bool {
        guard known.realTimeStatus == (link.status != nil), known.statusVersion == link.star?.version else {
            return false
        }
        try forgetBegunLine(link)
        if known.printEnd, try !link.isGiven(.document(.empty), milliseconds: timing.answer) {
            return false
        }
        guard known.automaticStatus else {
            return true
        }
        // Another of the same version may answer no question now.
        guard try enableAutomaticStatus(link) else {
            return false
        }
        return try link.askStatus() != nil
    }

    func keepsMacro(_ link: PrinterLink, patience: Int) throws(LinkEnd) -> Bool {
        // Its counters begin with the receipt.
        true
    }

    // MARK: order

    /// RS ends a barcode, whose data no NUL ends, and `ESC * r B` raster mode; `ESC @` the rest.
    func flush(_ count: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: count) + [0x1E] + StarRequest.leaveRaster + StarRequest.initialise
    }

    func isAlive(_ link: PrinterLink, milliseconds: Int) throws(LinkEnd) -> Bool {
        mayBeSilenced = true
        let question = StarRequest.enableAutomaticStatus + StarRequest.readPrintEnd
        return try link.ask(question, milliseconds: milliseconds) { answer in
            switch answer {
            case .star, .printEnd: true
            default: nil
            }
        } ?? false
    }

    func answer(to id: ProcessID) -> CompletionToken? { StarDocument(id).map { .document($0) } }

    func token(for id: ProcessID, abilities: PrinterAbilities, on link: PrinterLink) -> CompletionToken? {
        if abilities.printEnd {
            return answer(to: id)
        }
        return abilities.etb ? link.star.flatMap { CompletionToken(after: $0) } : nil
    }

    func framed(_ receipt: [UInt8], token: CompletionToken?, abilities: PrinterAbilities) -> [UInt8] {
        let begins = receipt.starts(with: StarRequest.initialise)
        var bytes = StarRequest.initialise
        if abilities.automaticStatus {
            // Never again later: a printer that was switched off in between gives itself away by saying nothing.
            bytes += StarRequest.enableAutomaticStatus
        }
        bytes += token?.begin ?? []
        bytes += receipt.dropFirst(begins ? StarRequest.initialise.count : 0)
        return bytes + (token?.request ?? [])
    }

    func clear(_ link: PrinterLink) throws(LinkEnd) -> Bool {
        // ESC ACK CAN has no acknowledgement.
        false
    }

    // MARK: other languages

    func hearsOtherDialect(_ link: PrinterLink) throws(LinkEnd) -> Bool {
        try link.hear(after: DialectDetector.escposQuestion, milliseconds: timing.answer) == .escpos
    }
}
