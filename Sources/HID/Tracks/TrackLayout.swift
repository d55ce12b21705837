/// How the data of a track is laid out.
public enum TrackLayout: String, Sendable, Hashable, CaseIterable {
    /// Track 1, `B`, number, `^`, name, `^`, date … (ISO/IEC 7813).
    case formatB = "format-b"
    /// Track 1 of Chinese bank cards: `99`, number, `^` (GB/T 19584).
    case chineseBank = "chinese-bank"
    /// Track 2, number, `=`, date … (ISO/IEC 7813).
    case aba
    /// Track 3, two digits of format code, number, `=` … (ISO 4909).
    case thrift
    /// Track 2 of a driving licence or identity card of North America (AAMVA).
    case licence
    /// Anything else: what most loyalty cards have.
    case free
}

extension Track {
    public var layout: TrackLayout { text.withBytes { layout(of: $0) } }

    private func layout(of text: UnsafeBufferPointer<UInt8>) -> TrackLayout {
        if isLicence(text) {
            return .licence
        }
        guard !financialNumbers(in: text).isEmpty else {
            return .free
        }
        switch number {
        case .first: return text[1] == 0x42 ? .formatB : .chineseBank
        case .second: return .aba
        case .third: return .thrift
        }
    }

    /// Where a number of 12 to 19 digits stands that a separator follows, as the financial layouts have it; offsets into the text.
    ///
    /// On track 1 blanks may stand between the digits. Track 3 can give two: after its format code, and from its beginning.
    /// What follows the separator is not looked at: a card that departs from the standard behind its number is still one.
    func financialNumbers(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        let begins: [Int]
        switch number {
        case .first where text[1] == 0x42: begins = [2]
        case .first where text.count > 3 && text[1] == 0x39 && text[2] == 0x39: begins = [3]
        case .first: return []
        case .second: begins = [1]
        case .third: begins = [1, 3]
        }
        var found: [Range<Int>] = []
        for begin in begins {
            var index = begin
            var digits = 0
            while index < text.count, Digits.holds(text[index]) || number == .first && text[index] == 0x20 {
                digits += text[index] == 0x20 ? 0 : 1
                index += 1
            }
            if (12...19).contains(digits), text[index] == encoding.separatorCharacter {
                found.append(begin..<index)
            }
        }
        return found
    }

    /// AAMVA card design standard, annex on magnetic stripes: track 2 begins with an issuer's number of the association. Tracks 1
    /// and 3 have no mark of their own.
    private func isLicence(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let data = text[1..<text.count - 1]
        guard number == .second, data.count > 6, let issuer = Digits.value(data.prefix(6)) else {
            return false
        }
        return (issuer == 604_425 || (636_000...636_062).contains(issuer)) && data.contains(encoding.separatorCharacter)
    }
}

extension TrackSet {
    /// Whether the card is a driving licence, whose three tracks hold a person's name, address and birthday: never an identity here.
    public var isLicence: Bool { second.track?.layout == .licence }
}
