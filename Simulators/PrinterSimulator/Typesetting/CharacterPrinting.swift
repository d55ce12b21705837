/// An interpreter that puts characters down, of one byte or two; the same in every language.
protocol CharacterPrinting: PrinterInterpreter {
    var model: PrinterModel { get }
    var typesetter: Typesetter { get set }
    var painter: GlyphPainter { get set }
    var characters: CharacterTable { get set }
    var nationalSet: UInt8 { get }
    /// First half of a double byte, and where it stood.
    var lead: (byte: UInt8, offset: Int)? { get set }

    mutating func report(_ reason: UnknownBytes.Reason, _ bytes: [UInt8], at offset: Int?)
}

extension CharacterPrinting {
    /// A first half whose second never came.
    mutating func dropLead() {
        if let lead {
            self.lead = nil
            report(.noCharacter, [lead.byte], at: lead.offset)
        }
    }

    /// A character of one byte; what the fonts or the page lack is a white cell, and told.
    mutating func printSingle(_ byte: UInt8, charset: String, _ style: TextStyle) {
        let scalar = NationalCharacters.character(byte, set: nationalSet) ?? characters.single(byte, page: charset)
        guard let scalar, scalar != "\u{7F}", let dots = painter.cell(scalar, isWide: false, style) else {
            report(.noCharacter, [byte], at: nil)
            typesetter.put(painter.blank(isWide: false, style), scalar: " ", columns: 1, scale: style.width)
            return
        }
        typesetter.put(dots, scalar: scalar, columns: 1, scale: style.width)
    }

    mutating func printDouble(_ lead: (byte: UInt8, offset: Int), _ trail: UInt8, _ style: TextStyle) {
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
}
