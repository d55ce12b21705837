/// Page mode.
extension Interpreter {
    /// `ESC L`: with nothing begun only. False for a printer without page mode.
    mutating func enterPage() -> Bool {
        guard model.functions.contains(.pageMode) else {
            return false
        }
        if typesetter.sheet == nil, typesetter.isAtLineStart {
            typesetter.sheet = PageSheet(width: typesetter.dotsPerLine, height: model.pageDots)
        }
        return true
    }

    /// What only page mode knows: done there, read over elsewhere.
    mutating func performInPage(_ bytes: [UInt8]) -> Bool {
        guard model.functions.contains(.pageMode) else {
            return false
        }
        guard let sheet = typesetter.sheet else {
            return true
        }
        let distance = CommandShape.word(bytes, at: 2) ?? 0
        switch (bytes[0], bytes[1]) {
        case (0x1B, 0x53): typesetter.sheet = nil
        case (0x1B, 0x0C): typesetter.printSheet()
        case (0x1B, 0x54): setDirection(bytes)
        case (0x1B, 0x57): setPageArea(bytes)
        case (0x1D, 0x24): typesetter.sheet?.moveDown(to: units.between(distance, sheet.direction))
        default:
            let signed = Int(Int16(truncatingIfNeeded: distance))
            typesetter.sheet?.moveDown(to: sheet.y + units.between(signed, sheet.direction))
        }
        return true
    }

    /// `FF` prints and leaves, `CAN` takes away what stands in the area.
    mutating func controlPage(_ byte: UInt8) {
        guard typesetter.sheet != nil else {
            return
        }
        if byte == 0x0C {
            typesetter.printSheet()
            typesetter.sheet = nil
        } else {
            typesetter.sheet?.clear()
        }
    }

    private mutating func setDirection(_ bytes: [UInt8]) {
        guard let n = digit(bytes[2], most: 3), let direction = PageDirection(rawValue: n) else {
            report(.badParameters, bytes)
            return
        }
        typesetter.sheet?.setDirection(direction)
    }

    private mutating func setPageArea(_ bytes: [UInt8]) {
        let numbers = stride(from: 2, to: 10, by: 2).map { CommandShape.word(bytes, at: $0) ?? 0 }
        let area = PageArea(
            x: units.across(numbers[0]),
            y: units.down(numbers[1]),
            width: units.across(numbers[2]),
            height: units.down(numbers[3])
        )
        if typesetter.sheet?.setArea(area) == false {
            report(.badParameters, bytes)
        }
    }
}
