/// Finds how a printer can be made to print a character.
struct CharacterCoder {
    enum Form {
        /// A byte that is the same in every mode.
        case ascii(UInt8)
        /// A byte of a code page.
        case single(page: UInt8, byte: UInt8)
        /// Two bytes of the double-byte set.
        case multibyte(UInt8, UInt8)
        /// No way: question marks.
        case none
    }

    private struct Place: Hashable {
        let scalar: Unicode.Scalar
        /// The page that is selected, which is preferred.
        let page: UInt8?
    }

    /// Plain stand-ins of one cell for typographic marks that no page has.
    private static let standIns: [Unicode.Scalar: UInt8] = [
        "\u{A0}": 0x20, "“": 0x22, "”": 0x22, "„": 0x22, "‘": 0x27, "’": 0x27, "‚": 0x2C, "‐": 0x2D, "–": 0x2D,
        "—": 0x2D, "−": 0x2D, "•": 0x2A, "·": 0x2E, "×": 0x78,
    ]

    let profile: PrinterProfile
    let charsets: any CharsetEncoding
    private var known: [Place: Form] = [:]

    init(profile: PrinterProfile, charsets: any CharsetEncoding) {
        self.profile = profile
        self.charsets = charsets
    }

    /// How to print `scalar` while code page `page` is selected, if any; a code page gives one cell, the double-byte
    /// set two.
    mutating func form(of scalar: Unicode.Scalar, cells: Int, page: UInt8?) -> Form {
        if (0x20..<0x7F).contains(scalar.value) {
            return .ascii(UInt8(scalar.value))
        }
        let place = Place(scalar: scalar, page: page)
        if let form = known[place] {
            return form
        }
        let form = find(scalar, cells: cells, page: page)
        known[place] = form
        return form
    }

    private func find(_ scalar: Unicode.Scalar, cells: Int, page: UInt8?) -> Form {
        if cells == 2, let multibyte = profile.multibyte,
            let bytes = charsets.encode(scalar, to: multibyte.charset),
            // Printers take two bytes; GB 18030 has four for the rest of Unicode.
            bytes.count == 2, bytes[0] >= 0x81, bytes[1] >= 0x40
        {
            return .multibyte(bytes[0], bytes[1])
        }
        let selected = profile.codePages.filter { $0.number == page }
        for candidate in selected + profile.codePages {
            if let bytes = charsets.encode(scalar, to: candidate.charset), bytes.count == 1, bytes[0] >= 0x80 {
                return .single(page: candidate.number, byte: bytes[0])
            }
        }
        return cells == 1 ? CharacterCoder.standIns[scalar].map { .ascii($0) } ?? .none : .none
    }
}
