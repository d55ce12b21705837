import Imaging

extension StarInterpreter {
    /// `ESC * r …`. False for a command that is read and not done.
    mutating func performRaster(_ bytes: [UInt8]) -> Bool {
        switch bytes[3] {
        case 0x41:
            if raster == nil {
                endBegunLine()
                raster = StarRaster()
            }
        case 0x42:
            if raster?.hasData == true {
                endDocument(mode: raster?.endMode ?? 0)
            }
            raster = nil
        case 0x43: raster?.row = []
        case 0x52:
            if raster != nil {
                raster = StarRaster()
            }
        default: return setRaster(bytes)
        }
        return true
    }

    /// The commands with a decimal number.
    private mutating func setRaster(_ bytes: [UInt8]) -> Bool {
        let isMargin = bytes[3] == 0x6D
        let isBuzzer = bytes[3] == 0x56
        guard let number = decimal(bytes.dropFirst(isMargin || isBuzzer ? 5 : 4).dropLast()) else {
            report(.badParameters, bytes)
            return true
        }
        switch bytes[3] {
        case 0x45: raster?.endMode = number == 0 ? 13 : number
        case 0x46: raster?.formFeedMode = number == 0 ? 13 : number
        case 0x50: raster?.pageLength = number
        case 0x6D where bytes[4] == 0x6C: raster?.leftMargin = min(number, typesetter.dotsPerLine / 8)
        case 0x6D where bytes[4] == 0x72: raster?.rightMargin = min(number, typesetter.dotsPerLine / 8)
        case 0x59: move(rows: number)
        case 0x44 where (1...3).contains(number): post(.step(.pulse))
        case 0x56 where number > 0: post(.step(.beep))
        // Quality, top margin, colour: no mark on paper.
        case 0x51, 0x54, 0x4B, 0x74: break
        default: report(.badParameters, bytes)
        }
        return true
    }

    /// `b n1 n2 d…` prints a row, `k n1 n2 d…` lays dots over it that stay for the next.
    mutating func performRasterRow(_ bytes: [UInt8]) -> Bool {
        guard var state = raster else {
            return false
        }
        let room = max(0, typesetter.dotsPerLine / 8 - state.leftMargin - state.rightMargin)
        for (place, byte) in bytes.dropFirst(3).prefix(room).enumerated() {
            if place < state.row.count {
                state.row[place] |= byte
            } else {
                state.row.append(byte)
            }
        }
        raster = state
        if bytes[0] == 0x62 {
            printRow()
        }
        return true
    }

    /// `ESC FF n`: NUL ends a page, EOT the document. False for another.
    mutating func executeRaster(_ n: UInt8) -> Bool {
        guard let raster else {
            return false
        }
        switch n {
        case 0x00: endDocument(mode: raster.formFeedMode)
        case 0x04: endDocument(mode: raster.endMode)
        default: return false
        }
        return true
    }

    private mutating func printRow() {
        guard let state = raster else {
            return
        }
        var dots = Bitmap1(width: typesetter.dotsPerLine, height: 1)
        dots.paint(
            Bitmap1(width: state.row.count * 8, height: 1, bytes: state.row),
            x: state.leftMargin * 8,
            y: 0
        )
        typesetter.print(dots)
        raster?.row = []
        raster?.rowsOnPage += 1
        raster?.hasData = true
    }

    private mutating func move(rows: Int) {
        guard raster != nil, rows > 0 else {
            return
        }
        printRow()
        typesetter.feed(min(rows, Bitmap1.largestSide) - 1)
        raster?.rowsOnPage += min(rows, Bitmap1.largestSide) - 1
    }

    /// Prints what there is and feeds and cuts as the mode says.
    private mutating func endDocument(mode: Int) {
        guard var state = raster else {
            return
        }
        if !state.row.isEmpty {
            printRow()
        }
        if state.pageLength > 0 {
            let rest = state.pageLength - state.rowsOnPage % state.pageLength
            typesetter.feed(rest % state.pageLength)
        }
        switch mode {
        case 2, 3, 9, 13: typesetter.feed(model.headToCutterDots)
        default: break
        }
        switch mode {
        case 8, 9: post(.step(.cut(full: true)))
        case 12, 13: post(.step(.cut(full: false)))
        default: break
        }
        state.row = []
        state.rowsOnPage = 0
        state.hasData = false
        raster = state
    }

    /// A number in ASCII digits; nil for anything else and what is too large.
    private func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 6, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
