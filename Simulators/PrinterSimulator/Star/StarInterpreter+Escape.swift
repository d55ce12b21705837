import Imaging

extension StarInterpreter {
    /// False for a command that is read and not done.
    mutating func performEscape(_ bytes: [UInt8]) -> Bool {
        let n = bytes.count > 2 ? bytes[2] : 0
        switch bytes[1] {
        case 0x40: initialise()
        // Done on arrival.
        case 0x06: return n == 0x01 || n == 0x18
        case 0x45, 0x46: style.isBold = bytes[1] == 0x45
        case 0x34, 0x35: style.isInverse = bytes[1] == 0x34
        case 0x2D: setUnderline(bytes, n)
        case 0x69: setSize(bytes)
        case 0x57, 0x68: setDouble(bytes, n)
        case 0x0E, 0x14: style.height = bytes[1] == 0x0E ? 2 : 1
        case 0x20: style.spaceRight = Int(n >= 0x30 ? n - 0x30 : n)
        case 0x52: setNationalSet(bytes, n)
        case 0x24: setMultibyte(bytes, n)
        case 0x30, 0x31: typesetter.lineSpacing = Self.narrowSpacing
        case 0x7A: setSpacing(bytes, n)
        case 0x61: feed(lines: Int(n))
        case 0x49: feed(rows: Int(n))
        case 0x4A: feed(rows: 2 * Int(n))
        case 0x6C where typesetter.isAtLineStart: typesetter.setArea(leftMargin: Int(n) * Typesetter.column)
        case 0x51 where typesetter.isAtLineStart: setRightMargin(Int(n))
        case 0x44: setTabulators(bytes.dropFirst(2).dropLast())
        case 0x64: cut(bytes, n)
        case 0x07:
            if bytes[2] == 0 || bytes[3] == 0 {
                report(.badParameters, bytes)
            }
        case 0x1E: return performRecordSeparator(bytes)
        case 0x0C: return executeRaster(n)
        case 0x1C: performLogo(bytes)
        case 0x62: printBarcode(bytes)
        case 0x6B, 0x58, 0x4B, 0x4C: placeImage(bytes)
        // Zeroes with a stroke, spaces around double bytes, the pitch of font A.
        case 0x2F, 0x73, 0x74, 0x4D: break
        default: return false
        }
        return true
    }

    /// `ESC RS x n`.
    private mutating func performRecordSeparator(_ bytes: [UInt8]) -> Bool {
        switch bytes[2] {
        case 0x46 where digit(bytes[3], most: 2) != nil: style.font = bytes[3] & 0x0F == 0 ? .a : .b
        case 0x61: post(.star(.automaticStatus(bytes[3] & 0x01)))
        case 0x45: post(.star(.resetETB))
        // Density and speed.
        case 0x64, 0x72: break
        default: return false
        }
        return true
    }

    /// `ESC GS …`. False for a command that is read and not done.
    mutating func performGroup(_ bytes: [UInt8]) -> Bool {
        let n = bytes.count > 3 ? bytes[3] : 0
        switch bytes[2] {
        case 0x74:
            guard model.codePages[n] != nil else {
                report(.badParameters, bytes)
                return true
            }
            page = n
        case 0x61:
            guard let place = digit(n, most: 2) else {
                report(.badParameters, bytes)
                return true
            }
            if typesetter.isAtLineStart {
                typesetter.alignment = [.left, .center, .right][place]
            }
        case 0x41: typesetter.move(to: StarCommandShape.word(bytes, at: 3) ?? 0)
        case 0x03: return performPrintEnd(bytes)
        case 0x19, 0x07: return buzz(bytes)
        case 0x53: printRows(bytes)
        case 0x79: return performQR(bytes)
        case 0x78: return performPDF417(bytes)
        default: return false
        }
        return true
    }

    /// `ESC GS ETX s n1 n2`.
    private mutating func performPrintEnd(_ bytes: [UInt8]) -> Bool {
        switch bytes[3] {
        case 0: post(.star(.tellPrintEnd(bytes[4], bytes[5])))
        case 1:
            endBegunLine()
            post(.step(.count(.printEnd(bytes[4], bytes[5]))))
        case 2: post(.star(.resetPrintEnd))
        // Marks of a document's beginning and end.
        case 3, 4: break
        default: return false
        }
        return true
    }

    /// `ESC GS EM DC1 m n1 n2` sets the pulses, DC2 sounds the buzzer n1 times, `ESC GS BEL m t1 t2` too.
    private mutating func buzz(_ bytes: [UInt8]) -> Bool {
        guard bytes[2] == 0x19 else {
            post(.step(.beep))
            return true
        }
        switch bytes[3] {
        case 0x11: break
        case 0x12 where bytes[5] > 0: post(.step(.beep))
        default: return false
        }
        return true
    }

    private mutating func setUnderline(_ bytes: [UInt8], _ n: UInt8) {
        guard let dots = digit(n, most: 1) else {
            report(.badParameters, bytes)
            return
        }
        style.underline = dots
    }

    /// `ESC i n1 n2`: high, then wide.
    private mutating func setSize(_ bytes: [UInt8]) {
        guard let height = digit(bytes[2], most: 5), let width = digit(bytes[3], most: 5) else {
            report(.badParameters, bytes)
            return
        }
        style.height = height + 1
        style.width = width + 1
    }

    /// `ESC W n` wide, `ESC h n` high.
    private mutating func setDouble(_ bytes: [UInt8], _ n: UInt8) {
        guard let scale = digit(n, most: 5) else {
            report(.badParameters, bytes)
            return
        }
        if bytes[1] == 0x57 {
            style.width = scale + 1
        } else {
            style.height = scale + 1
        }
    }

    private mutating func setNationalSet(_ bytes: [UInt8], _ n: UInt8) {
        guard Int(n) < NationalCharacters.count else {
            report(.badParameters, bytes)
            return
        }
        nationalSet = n
    }

    /// Printers for Japan only; those for China have no such mode to leave.
    private mutating func setMultibyte(_ bytes: [UInt8], _ n: UInt8) {
        guard model.multibyteCharset == "CP932", let mode = digit(n, most: 1) else {
            report(.badParameters, bytes)
            return
        }
        isMultibyte = mode == 1
    }

    private mutating func setSpacing(_ bytes: [UInt8], _ n: UInt8) {
        guard digit(n, most: 1) == 1 else {
            report(.badParameters, bytes)
            return
        }
        typesetter.lineSpacing = Self.usualSpacing
    }

    /// Ignored where less than 36 mm would be left.
    private mutating func setRightMargin(_ columns: Int) {
        let width = columns * Typesetter.column - typesetter.leftMargin
        if width >= 36 * model.dotsPerMillimetre {
            typesetter.setArea(width: width)
        }
    }

    private mutating func setTabulators(_ columns: ArraySlice<UInt8>) {
        typesetter.tabulators = columns.map { Int($0) * Typesetter.column }.filter { $0 > 0 }.sorted()
    }

    private mutating func feed(lines count: Int) {
        let rows = count * typesetter.lineSpacing
        if typesetter.isAtLineStart {
            typesetter.feed(rows, blankLines: count)
        } else {
            typesetter.endLine(feed: rows, blankLines: max(0, count - 1))
        }
    }

    private mutating func feed(rows: Int) {
        let lines = rows / Self.usualSpacing
        if typesetter.isAtLineStart {
            typesetter.feed(rows, blankLines: lines)
        } else {
            // What is higher is not printed there.
            typesetter.endLine(feed: rows, blankLines: max(0, lines - 1), cutsOff: true)
        }
    }

    /// `ESC d n`: 0 and 2 through, 1 and 3 leaving a bridge; 2 and 3 feed to the blade first.
    private mutating func cut(_ bytes: [UInt8], _ n: UInt8) {
        guard let mode = digit(n, most: 3) else {
            report(.badParameters, bytes)
            return
        }
        endBegunLine()
        if mode > 1 {
            typesetter.feed(model.headToCutterDots)
        }
        post(.step(.cut(full: mode & 1 == 0)))
    }

    /// A parameter that may be a number or its ASCII digit; nil when it is above `most`.
    func digit(_ n: UInt8, most: UInt8) -> Int? {
        let value = n >= 0x30 ? n - 0x30 : n
        return value <= most ? Int(value) : nil
    }
}
