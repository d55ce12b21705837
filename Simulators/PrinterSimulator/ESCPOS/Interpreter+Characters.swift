extension Interpreter {
    /// A byte outside commands.
    mutating func character(_ byte: UInt8) {
        defer { eatsLineFeed = false }
        if byte < 0x20 {
            dropLead()
            control(byte)
        } else if let lead {
            self.lead = nil
            double(lead, byte)
        } else if isMultibyte, (0x81...0xFE).contains(byte) {
            lead = (byte, position - 1)
        } else {
            single(byte)
        }
    }

    /// A first half whose second never came.
    mutating func dropLead() {
        if let lead {
            self.lead = nil
            report(.noCharacter, [lead.byte], at: lead.offset)
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
        let charset = model.codePages[page] ?? "US-ASCII"
        let scalar =
            NationalCharacters.character(byte, set: nationalSet)
            ?? characters.single(byte, page: charset)
        guard let scalar, scalar != "\u{7F}", let dots = painter.cell(scalar, isWide: false, style) else {
            report(.noCharacter, [byte])
            typesetter.put(painter.blank(isWide: false, style), scalar: " ", columns: 1, scale: style.width)
            return
        }
        typesetter.put(dots, scalar: scalar, columns: 1, scale: style.width)
    }

    private mutating func double(_ lead: (byte: UInt8, offset: Int), _ trail: UInt8) {
        let style = styleOfDoubleBytes
        guard let charset = model.multibyteCharset,
            let scalar = characters.double(lead.byte, trail, charset: charset),
            let dots = painter.cell(scalar, isWide: true, style)
        else {
            report(.noCharacter, [lead.byte, trail], at: lead.offset)
            typesetter.put(painter.blank(isWide: true, style), scalar: "\u{3000}", columns: 2, scale: style.width)
            return
        }
        // Latin, Greek and Cyrillic letters of GB 2312 fill two cells on paper and one in text.
        typesetter.put(dots, scalar: scalar, columns: scalar.value >= 0x1100 ? 2 : 1, scale: style.width)
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
