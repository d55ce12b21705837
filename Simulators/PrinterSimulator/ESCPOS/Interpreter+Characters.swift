extension Interpreter {
    /// A byte outside commands.
    mutating func character(_ byte: UInt8) {
        defer { eatsLineFeed = false }
        if byte < 0x20 {
            dropLead()
            control(byte)
        } else if let lead {
            self.lead = nil
            printDouble(lead, byte, styleOfDoubleBytes)
        } else if isMultibyte, (0x81...0xFE).contains(byte) {
            lead = (byte, position - 1)
        } else {
            single(byte)
        }
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x0A where eatsLineFeed: break
        case 0x0A: typesetter.endLine()
        case 0x09: typesetter.tabulate()
        // NUL fills; CR is ignored where LF ends lines (memory switch 1-1, factory setting).
        case 0x00, 0x0D: break
        case 0x07 where model.functions.contains(.bell): post(.step(.beep))
        case 0x0C, 0x18: controlPage(byte)
        // ACK asks for the next block of a list.
        case 0x06 where !keyBlocks.isEmpty: post(.reply(Reply(.status, keyBlocks.removeFirst())))
        default: report(.unknownCommand, [byte])
        }
    }

    private mutating func single(_ byte: UInt8) {
        if usesOwnCharacters, let own = ownCharacters[byte] {
            typesetter.put(painter.own(own, style), scalar: Unicode.Scalar(byte), columns: 1, scale: style.width)
            return
        }
        printSingle(byte, charset: model.codePages[page] ?? "US-ASCII", style)
    }

    /// Bold, inverse, size and rotation hold for all characters; underline and spaces are their own.
    private var styleOfDoubleBytes: TextStyle {
        var style = wideStyle
        style.isBold = self.style.isBold
        style.isInverse = self.style.isInverse
        style.isRotated = self.style.isRotated
        return style
    }
}
