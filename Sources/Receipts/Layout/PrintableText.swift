/// Text as it may go into a layout: composed letters, no control, no invisible characters.
///
/// Tills and cores send what they like; a control character must never reach a printer as a command, and an invisible
/// one must never turn the order of digits around.
enum PrintableText {
    /// Line ends and tabs become spaces, other invisible characters go, a letter with its combining mark becomes one
    /// character.
    static func clean(_ text: String) -> String {
        guard !text.unicodeScalars.allSatisfy(isPlain) else {
            return text
        }
        var result = String.UnicodeScalarView()
        for character in text {
            let scalars = character.unicodeScalars
            if scalars.count > 1, let letter = composed[character] {
                result.append(letter)
                continue
            }
            if character.isNewline || character == "\t" {
                result.append(" ")
                continue
            }
            result.append(contentsOf: scalars.lazy.filter(isVisible))
        }
        return String(result)
    }

    /// What most texts are made of: Latin, Han and their punctuation, none of which combines with a neighbour.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300, 0x2010..<0x2028, 0x3000..<0x302A, 0x4E00..<0xA000, 0xFF01..<0xFF61:
            true
        default: false
        }
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        guard !isPlain(scalar) else {
            return true
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: return false
        default: return !scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// The single character for a letter with its mark. Characters compare by canonical equivalence, so the decomposed
    /// form finds it.
    private static let composed: [Character: Unicode.Scalar] = {
        var table: [Character: Unicode.Scalar] = [:]
        let blocks: [ClosedRange<UInt32>] = [0xC0...0x24F, 0x386...0x3CE, 0x400...0x45F, 0x1E00...0x1EFF]
        for scalar in blocks.joined().compactMap(Unicode.Scalar.init) {
            table[Character(scalar)] = scalar
        }
        return table
    }()
}
