import Receipts

extension Machine {
    /// What the interpreter of a Star printer wants, in the order of the data.
    mutating func perform(_ action: StarAction, now: UInt64) {
        switch action {
        case .automaticStatus(let n):
            guard model.abilities.contains(.automaticStatus), ports.indices.contains(speaker) else {
                return
            }
            ports[speaker].automaticStatus = n
            if n != 0 {
                sendAutomaticStatus(to: speaker, now: now)
            }
        case .resetETB:
            star.etbCounter = 0
            star.isETBNew = false
        case .tellPrintEnd(let first, let second): tellPrintEnd(0, first, second, now: now)
        case .resetPrintEnd: star.printEndCounter = 0
        }
    }

    mutating func perform(_ command: StarRealTimeCommand, now: UInt64) {
        let bytes = starStatus
        switch command {
        case .automaticStatus:
            let isIgnored =
                model.quirks.contains(.ignoresRequestsWhileAutomatic) && ports.indices.contains(speaker)
                && ports[speaker].automaticStatus != 0
            if model.abilities.contains(.realTimeStatus), !isIgnored {
                reply(Reply(.status, bytes.automatic), now: now)
                star.isETBNew = false
            }
        case .clear:
            if model.abilities.contains(.bufferClear) {
                clearBuffers()
            }
        // With the automatic status on it is all that is told.
        case .enquiry where ports.indices.contains(speaker) && ports[speaker].automaticStatus == 0:
            if model.abilities.contains(.realTimeStatus) {
                reply(Reply(.status, [bytes.enquiry]), now: now)
            }
        case .endOfTransmission where ports.indices.contains(speaker) && ports[speaker].automaticStatus == 0:
            if model.abilities.contains(.realTimeStatus) {
                reply(Reply(.status, [bytes.endOfTransmission]), now: now)
            }
        case .enquiry, .endOfTransmission: break
        }
    }

    /// The printing of all that stood before it has ended.
    mutating func finish(_ count: StarCount, now: UInt64) {
        switch count {
        case .etb:
            star.etbCounter = (star.etbCounter + 1) & 0x1F
            star.isETBNew = true
            // To every host that wants the status, whoever sent the ETB.
            for place in ports.indices where ports[place].automaticStatus != 0 {
                sendAutomaticStatus(to: place, now: now)
            }
            star.isETBNew = false
        case .printEnd(let first, let second):
            guard model.abilities.contains(.processID) else {
                return
            }
            star.printEndCounter &+= 1
            tellPrintEnd(1, first, second, now: now)
        }
    }

    var starStatus: StarStatusBytes {
        StarStatusBytes(
            state: state,
            etbCounter: star.etbCounter,
            isETBNew: star.isETBNew,
            version: model.dialect == .starPRNT ? 4 : 3
        )
    }

    private mutating func tellPrintEnd(_ function: UInt8, _ first: UInt8, _ second: UInt8, now: UInt64) {
        guard model.abilities.contains(.processID) else {
            return
        }
        reply(Reply(.status, [0x1B, 0x1D, 0x03, function, first, second, star.printEndCounter, 0x00]), now: now)
    }
}
