extension Interpreter {
    /// False for a command that is read and not done.
    mutating func performGroup(_ bytes: [UInt8]) -> Bool {
        let n = bytes.count > 2 ? bytes[2] : 0
        switch bytes[1] {
        case 0x21 where model.functions.contains(.sizes): setSize(n)
        case 0x42 where model.functions.contains(.sizes): style.isInverse = n & 1 == 1
        case 0x4C:
            if typesetter.isAtLineStart {
                typesetter.setArea(leftMargin: units.across(Int(n) | Int(bytes[3]) << 8))
            }
        case 0x57:
            if typesetter.isAtLineStart {
                typesetter.setArea(width: units.across(Int(n) | Int(bytes[3]) << 8))
            }
        case 0x56: return cut(bytes, n)
        case 0x50:
            units.across = Int(n)
            units.down = Int(bytes[3])
        case 0x24, 0x5C: return performInPage(bytes)
        case 0x2A: downloadImage(bytes)
        case 0x2F: printDownloaded(bytes)
        case 0x61: post(.automaticStatus(n))
        case 0x72: askStatus(bytes, n)
        case 0x49: identify(bytes, n)
        case 0x3A where model.functions.contains(.macros): macro.mark()
        case 0x5E where model.functions.contains(.macros): runMacro(times: Int(n))
        case 0x28: return performExtended(bytes)
        case 0x38: return performGraphics(bytes, at: 7)
        case 0x68, 0x77, 0x48, 0x66: setBarcode(bytes, n)
        case 0x6B: return printBarcode(bytes)
        // Smoothing of characters.
        case 0x62: break
        default: return false
        }
        return true
    }

    /// `GS ^ r t m`, at once and without waiting for the feed button. Within a definition it ends and forgets that.
    private mutating func runMacro(times: Int) {
        guard !macro.isBeingDefined else {
            macro = Macro()
            return
        }
        // A hostile stream must not multiply itself.
        let most = max(1, Macro.mostBytes / max(1, macro.bytes.count))
        for byte in repeatElement(macro.bytes, count: min(times, most)).joined() {
            execute(byte)
        }
    }

    private mutating func setSize(_ n: UInt8) {
        style.width = Int(n >> 4 & 0x07) + 1
        style.height = Int(n & 0x07) + 1
        guard !model.quirks.contains(.multibyteSizeApart) else {
            return
        }
        wideStyle.width = style.width
        wideStyle.height = style.height
    }

    /// False for a printer without a cutter.
    private mutating func cut(_ bytes: [UInt8], _ m: UInt8) -> Bool {
        guard model.functions.contains(.cutter) else {
            return false
        }
        // A cut in the middle of a line is ignored.
        guard typesetter.isAtLineStart else {
            report(.badParameters, bytes)
            return true
        }
        switch m {
        case 0, 48: post(.step(.cut(full: true)))
        case 1, 49: post(.step(.cut(full: false)))
        case 65, 66:
            if !model.quirks.contains(.ignoresFeedAndCut) {
                feedAndCut(bytes)
            }
        case 97, 98, 103, 104: feedAndCut(bytes)
        default: report(.badParameters, bytes)
        }
        return true
    }

    private mutating func feedAndCut(_ bytes: [UInt8]) {
        post(.step(.line(.feed(rows: model.headToCutterDots + units.down(Int(bytes[3]))))))
        // The odd functions cut through.
        post(.step(.cut(full: bytes[2] & 1 == 1)))
    }

    private mutating func askStatus(_ bytes: [UInt8], _ n: UInt8) {
        guard let kind = digit(n, most: 2), kind > 0 else {
            report(.badParameters, bytes)
            return
        }
        if model.abilities.contains(.orderedStatus) {
            post(.status(UInt8(kind)))
        }
    }

    private mutating func identify(_ bytes: [UInt8], _ n: UInt8) {
        guard model.abilities.contains(.identity) else {
            return
        }
        let identity = model.identity
        func block(_ text: String) -> [UInt8] {
            [0x5F] + text.utf8.filter { $0 >= 0x20 && $0 < 0x7F }.prefix(80) + [0x00]
        }
        switch n {
        case 1, 49: post(.reply(Reply(.status, [identity.modelID & 0x6F])))
        case 2, 50: post(.reply(Reply(.status, [identity.typeID & 0x6F])))
        case 3, 51: post(.reply(Reply(.status, [identity.romVersion & 0x6F])))
        case 65: post(.reply(Reply(.status, block(identity.firmware))))
        case 66: post(.reply(Reply(.status, block(identity.maker))))
        case 67: post(.reply(Reply(.status, block(identity.model))))
        case 68: post(.reply(Reply(.status, block(identity.serial))))
        case 69: post(.reply(Reply(.status, block(identity.fonts))))
        default: report(.badParameters, bytes)
        }
    }

    /// `GS ( X pL pH …`.
    private mutating func performExtended(_ bytes: [UInt8]) -> Bool {
        switch bytes[2] {
        case 0x48: respond(bytes)
        case 0x4C: return performGraphics(bytes, at: 5)
        case 0x6B: return performSymbol(bytes)
        case 0x44: return setRealTimeCommands(bytes)
        case 0x45: return setUp(bytes)
        default: return false
        }
        return true
    }

    /// `GS ( H`.
    private mutating func respond(_ bytes: [UInt8]) {
        let parameters = bytes.dropFirst(5)
        switch parameters.first {
        case 0x30 where parameters.count == 6 && parameters.dropFirst(2).allSatisfy({ (0x20...0x7E).contains($0) }):
            if model.abilities.contains(.processID) {
                post(.step(.confirm(Array(parameters.dropFirst(2)))))
            }
        case 0x31 where parameters.count == 3 && digit(parameters[7], most: 2) != nil:
            if model.abilities.contains(.offlineResponse) {
                post(.offlineResponse(parameters[7] & 0x03))
            }
        default: report(.badParameters, bytes)
        }
    }

    /// `GS ( E`: begins and ends the mode in which settings are changed; none can be.
    private mutating func setUp(_ bytes: [UInt8]) -> Bool {
        switch Array(bytes.dropFirst(5)) {
        case [0x01, 0x49, 0x4E]: post(.reply(Reply(.status, [0x37, 0x20, 0x00])))
        // Ends with a reset.
        case [0x02, 0x4F, 0x55, 0x54]: initialise()
        default: return false
        }
        return true
    }

    /// `GS ( D pL pH 20 [a b]…`.
    private mutating func setRealTimeCommands(_ bytes: [UInt8]) -> Bool {
        let parameters = Array(bytes.dropFirst(5))
        guard parameters.first == 0x14, parameters.count & 1 == 1 else {
            return false
        }
        var pulse: Bool?
        var powerOff: Bool?
        for place in stride(from: 1, to: parameters.count, by: 2) {
            let isOn = parameters[place + 1] & 1 == 1
            switch parameters[place] {
            case 1: pulse = isOn
            case 2: powerOff = isOn
            default: report(.badParameters, bytes)
            }
        }
        post(.realTimeCommands(pulse: pulse, powerOff: powerOff))
        return true
    }
}
