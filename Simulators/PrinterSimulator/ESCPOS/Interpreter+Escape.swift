import Imaging

extension Interpreter {
    /// False for a command that is read and not done.
    mutating func performEscape(_ bytes: [UInt8]) -> Bool {
        let n = bytes.count > 2 ? bytes[2] : 0
        switch bytes[1] {
        case 0x40:
            initialise()
            post(.automaticStatus(0))
        case 0x20: style.spaceRight = units.across(Int(n))
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
        case 0x32: typesetter.setSpacing(Typesetter.usualSpacing)
        case 0x33: typesetter.setSpacing(units.between(Int(n), typesetter.sheet?.direction))
        case 0x24: typesetter.move(to: along(Int(n) | Int(bytes[3]) << 8))
        case 0x5C:
            let distance = Int(Int16(truncatingIfNeeded: Int(n) | Int(bytes[3]) << 8))
            typesetter.move(to: typesetter.position + along(distance))
        case 0x2A where model.functions.contains(.columns): placeColumns(bytes)
        case 0x4C: return enterPage()
        case 0x0C, 0x53, 0x54, 0x57: return performInPage(bytes)
        case 0x25: usesOwnCharacters = n & 1 == 1
        case 0x26: defineCharacters(bytes)
        case 0x3F: ownCharacters[n] = nil
        case 0x44: setTabulators(bytes.dropFirst(2))
        case 0x64: feedLines(Int(n))
        case 0x4A where model.functions.contains(.dotFeed):
            feedDots(units.between(Int(n), typesetter.sheet?.direction))
        case 0x74: setPage(bytes, n)
        case 0x52: setNationalSet(bytes, n)
        case 0x69, 0x6D:
            guard model.functions.contains(.cutter) else {
                return false
            }
            post(.step(.cut(full: false)))
        case 0x70: pulse(bytes, n)
        case 0x42 where model.functions.contains(.beeper): post(.step(.beep))
        case 0x28 where n == 0x41 && model.functions.contains(.buzzer): buzz(bytes)
        // The display behind the printer, smoothing of colours, sensors to stop at, the feed button: no mark on paper.
        case 0x3D, 0x72, 0x63, 0x55: break
        default: return false
        }
        return true
    }

    private func along(_ distance: Int) -> Int { units.along(distance, typesetter.sheet?.direction) }

    /// `ESC ( A`: functions 48 and 97 sound now, 98 and 99 say when it shall sound.
    private mutating func buzz(_ bytes: [UInt8]) {
        let parameters = Array(bytes.dropFirst(5))
        switch (parameters.first, parameters.count) {
        case (48, 4) where parameters[2] <= 63 && parameters[3] > 0: post(.step(.beep))
        case (97, 5) where parameters[1] == 100 && parameters[2] <= 63: post(.step(.beep))
        case (98, 7), (99, 7): break
        default: report(.badParameters, bytes)
        }
    }

    /// `ESC & 3 c1 c2 [x d…]…`: columns of 24 dots.
    private mutating func defineCharacters(_ bytes: [UInt8]) {
        guard bytes[2] == 3, (0x20...0x7E).contains(bytes[3]), bytes[4] <= 0x7E else {
            report(.badParameters, bytes)
            return
        }
        var place = 5
        for code in bytes[3]...bytes[4] {
            let columns = Int(bytes[place])
            let dots = bytes[place + 1..<place + 1 + columns * 3]
            place += 1 + columns * 3
            // Narrower ones get white columns at their right.
            ownCharacters[code] = Bitmap1(standing: dots, columns: columns, bytesPerColumn: 3)
                .cropped(x: 0, y: 0, width: 12, height: 24)
        }
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
