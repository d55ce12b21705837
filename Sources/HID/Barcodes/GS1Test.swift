/// What a part of a GS1 value must be, beyond its length and characters; the names are those of `gs1-identifiers.txt`.
enum GS1Test: String, Sendable, CaseIterable {
    /// Ends in its check digit.
    case check
    /// Ends in its pair of check characters.
    case checkPair = "check-pair"
    /// Begins with a company prefix: four digits at least.
    case prefix
    /// YYMMDD of a day that exists.
    case date
    /// YYMMDD where the day may be 00, which means the month's end or the month as a whole.
    case monthDay = "month-day"
    /// CCYYMMDD of a day that exists.
    case longDate = "long-date"
    case hour, minute, second
    case hourMinute = "hour-minute"
    /// HHMM or 9999 for no time.
    case hourMinuteOpen = "hour-minute-open"
    case currency, country
    case countryOr999 = "country-or-999"
    case countryLetters = "country-letters"
    case yesNo = "yes-no"
    case nonzero, zero
    case noLeadingZero = "no-leading-zero"
    /// Holds something that is no digit.
    case letter
    /// Percent signs only before two hexadecimal digits.
    case percent
    /// ISO/IEC 5218: 0, 1, 2 or 9.
    case sex
    case latitude, longitude
    case hyphen
    /// A winding direction: 0, 1 or 9.
    case winding
    /// Two digits for the piece, two for the total.
    case piece
    /// `2/3`.
    case sequence
    /// One character of the importer's index (base 64 for URIs).
    case importer
    /// A package type (UNECE recommendation 21): capitals and digits.
    case package
    /// An AIDC media type that is assigned or for local use.
    case media
    case iban
    /// North American coupon code.
    case coupon
    /// North American coupon of a positive offer file.
    case offer

    func passes(_ value: ArraySlice<UInt8>) -> Bool {
        switch self {
        case .check: return CheckDigit.isValid(value)
        case .checkPair: return CheckDigit.isValidPair(value)
        case .prefix: return value.count >= 4 && Digits.areAll(value.prefix(4))
        case .date: return GS1Date.isDay(value, openDay: false)
        case .monthDay: return GS1Date.isDay(value, openDay: true)
        case .longDate: return GS1Date.isLongDay(value)
        case .hour: return Digits.value(value).map { $0 < 24 } ?? false
        case .minute, .second: return Digits.value(value).map { $0 < 60 } ?? false
        case .hourMinute: return GS1Date.isTime(value)
        case .hourMinuteOpen: return value.elementsEqual("9999".utf8) || GS1Date.isTime(value)
        case .currency: return ISOCodes.currencies.contains(Self.text(value))
        case .country: return ISOCodes.countries.contains(Self.text(value))
        case .countryOr999: return value.elementsEqual("999".utf8) || ISOCodes.countries.contains(Self.text(value))
        case .countryLetters: return ISOCodes.countryLetters.contains(Self.text(value))
        case .yesNo: return Self.isOne(of: "01", value)
        case .nonzero: return value.contains { $0 != 0x30 }
        case .zero: return value.allSatisfy { $0 == 0x30 }
        case .noLeadingZero: return value.first != 0x30 || value.count == 1
        case .letter: return value.contains { !Digits.holds($0) }
        case .percent: return Percent.decode(value, plusIsSpace: false) != nil
        case .sex: return Self.isOne(of: "0129", value)
        case .latitude: return Digits.value(value).map { $0 <= 1_800_000_000 } ?? false
        case .longitude: return Digits.value(value).map { $0 <= 3_600_000_000 } ?? false
        case .hyphen: return value.elementsEqual("-".utf8)
        case .winding: return Self.isOne(of: "019", value)
        case .piece: return Self.isPlace(value.prefix(2), value.dropFirst(2))
        case .sequence:
            let halves = value.split(separator: 0x2F, omittingEmptySubsequences: false)
            return halves.count == 2 && halves.allSatisfy { $0.first != 0x30 } && Self.isPlace(halves[0], halves[1])
        case .importer: return value.allSatisfy(GS1Character.isBase64)
        case .package: return value.allSatisfy { Digits.holds($0) || (0x41...0x5A).contains($0) }
        case .media: return Digits.value(value).map { (1...10).contains($0) || $0 >= 80 } ?? false
        case .iban: return Self.isIBAN(value)
        case .coupon: return NorthAmericanCoupon.isCode(value)
        case .offer: return NorthAmericanCoupon.isOffer(value)
        }
    }

    private static func text(_ value: ArraySlice<UInt8>) -> String { String(decoding: value, as: UTF8.self) }

    private static func isOne(of characters: String, _ value: ArraySlice<UInt8>) -> Bool {
        value.count == 1 && value.allSatisfy(characters.utf8.contains)
    }

    /// A place in a whole: neither is zero, and the place is not beyond the whole.
    private static func isPlace(_ place: ArraySlice<UInt8>, _ whole: ArraySlice<UInt8>) -> Bool {
        guard let place = Digits.value(place), let whole = Digits.value(whole) else {
            return false
        }
        return place > 0 && place <= whole
    }

    /// ISO 13616: country, two check digits, and the whole, country last and letters as numbers, leaves 1 when divided by 97.
    private static func isIBAN(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count > 4, ISOCodes.countryLetters.contains(text(value.prefix(2))),
            Digits.areAll(value.dropFirst(2).prefix(2))
        else {
            return false
        }
        var rest = 0
        for byte in value.dropFirst(4) + value.prefix(4) {
            switch byte {
            case 0x30...0x39: rest = (rest * 10 + Int(byte - 0x30)) % 97
            case 0x41...0x5A: rest = (rest * 100 + Int(byte - 0x41) + 10) % 97
            default: return false
            }
        }
        return rest == 1
    }
}
