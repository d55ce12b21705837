extension Interpreter {
    /// False for a command that is read and not done.
    mutating func performEscape(_ bytes: [UInt8]) -> Bool {
        let n = bytes.count > 2 ? bytes[2] : 0
        switch bytes[1] {
        case 0x40:
            initialise()
            post(.automaticStatus(0))
        case 0x20: style.spaceRight = Int(n)
        case 0x21: setPrintMode(n)
        case 0x2D: setUnderline(bytes, n)
        case 0x45, 0x47: style.isBold = n & 1 == 1
        case 0x4D: setFont(bytes, n)
        case 0x56: style.isRotated = n & 1 == 1
        case 0x7B:
            if typesetter.isAtLineStart {
                typesetter.isUpsideDown = n & 1 == 1
            }
        case 0x61: setAlignment(bytes, n)
        case 0x32: typesetter.lineSpacing = Typesetter.usualSpacing
        case 0x33: typesetter.lineSpacing = Int(n)
        case 0x24: typesetter.move(to: Int(n) | Int(bytes[3]) << 8)
        case 0x5C: typesetter.move(to: typesetter.x + Int(Int16(truncatingIfNeeded: Int(n) | Int(bytes[3]) << 8)))
        case 0x2A: placeColumns(bytes)
        case 0x44: setTabulators(bytes.dropFirst(2))
        case 0x64: feedLines(Int(n))
        case 0x4A: feedDots(Int(n))
        case 0x74: setPage(bytes, n)
        case 0x52: setNationalSet(bytes, n)
        case 0x69, 0x6D: post(.step(.cut(full: false)))
        case 0x70: pulse(bytes, n)
        case 0x42: post(.step(.beep))
        // ESC ( A 97: Epson's buzzer.
        case 0x28 where n == 0x41 && bytes.count > 5 && bytes[5] == 97: post(.step(.beep))
        // The display behind the printer, smoothing of colours, sensors to stop at, the feed button: no mark on paper.
        case 0x3D, 0x72, 0x63, 0x55: break
        default: return false
        }
        return true
    }

    private mutating func setPrintMode(_ n: UInt8) {
        style.font = n & 0x01 == 0 ? .a : .b
        style.isBold = n & 0x08 != 0
        style.height = n & 0x10 == 0 ? 1 : 2
        style.width = n & 0x20 == 0 ? 1 : 2
        style.underline = n & 0x80 == 0 ? 0 : 1
    }

    private mutating func setUnderline(_ bytes: [UInt8], _ n: UInt8) {
        guard let dots = digit(n, most: 2) else {
            report(.badParameters, bytes)
            return
        }
        style.underline = dots
    }

    private mutating func setFont(_ bytes: [UInt8], _ n: UInt8) {
        guard let font = digit(n, most: 1) else {
            report(.badParameters, bytes)
            return
        }
        style.font = font == 0 ? .a : .b
    }

    private mutating func setAlignment(_ bytes: [UInt8], _ n: UInt8) {
        guard let place = digit(n, most: 2) else {
            report(.badParameters, bytes)
            return
        }
        if typesetter.isAtLineStart {
            typesetter.alignment = [.left, .center, .right][place]
        }
    }

    private mutating func setTabulators(_ bytes: ArraySlice<UInt8>) {
        var places: [Int] = []
        let width = (style.font == .a ? 12 : 9) * style.width + style.spaceRight
        for column in bytes {
            let place = Int(column) * width
            guard column > 0, place > places.last ?? 0 else {
                break
            }
            places.append(place)
        }
        typesetter.tabulators = places
    }

    private mutating func feedLines(_ count: Int) {
        let rows = count * typesetter.lineSpacing
        if typesetter.isAtLineStart {
            typesetter.feed(rows, blankLines: count)
        } else {
            typesetter.endLine(feed: rows, blankLines: max(0, count - 1))
        }
    }

    private mutating func feedDots(_ rows: Int) {
        let lines = typesetter.lineSpacing > 0 ? rows / typesetter.lineSpacing : 0
        if typesetter.isAtLineStart {
            typesetter.feed(rows, blankLines: lines)
        } else {
            typesetter.endLine(feed: rows, blankLines: max(0, lines - 1))
        }
    }

    private mutating func setPage(_ bytes: [UInt8], _ n: UInt8) {
        guard model.codePages[n] != nil else {
            report(.badParameters, bytes)
            return
        }
        page = n
    }

    private mutating func setNationalSet(_ bytes: [UInt8], _ n: UInt8) {
        guard Int(n) < NationalCharacters.count else {
            report(.badParameters, bytes)
            return
        }
        nationalSet = n
    }

    private mutating func pulse(_ bytes: [UInt8], _ n: UInt8) {
        guard digit(n, most: 1) != nil else {
            report(.badParameters, bytes)
            return
        }
        post(.step(.pulse))
    }

    /// A parameter that may be a number or its ASCII digit; nil when it is above `most`.
    func digit(_ n: UInt8, most: UInt8) -> Int? {
        let value = n >= 0x30 ? n - 0x30 : n
        return value <= most ? Int(value) : nil
    }
}
