/// What a printer's test page shows of its profile: the code pages with their numbers, Han characters, the columns.
///
/// The encoder takes a character from the first page that has it. So each page is shown by characters that no page before it
/// has: what is wrong on the paper is the number of the page beside it.
public struct PrinterTestPage: Sendable {
    /// Letters and signs of the alphabets that receipts are written in; all of one cell.
    private static let candidates: [ClosedRange<UInt32>] = [
        0xA1...0xAC, 0xAE...0x17F, 0x20AC...0x20AC, 0x192...0x192, 0x1A0...0x1B0, 0x391...0x3CE, 0x401...0x451,
        0x490...0x491, 0x5D0...0x5EA, 0x621...0x63A, 0xE01...0xE30, 0x1EA0...0x1EF9, 0xFF71...0xFF9D,
    ]
    private static let mostSamples = 8

    private let profile: PrinterProfile
    private let charsets: any CharsetEncoding
    private let language: Receipt.Language

    public init(profile: PrinterProfile, charsets: any CharsetEncoding, language: Receipt.Language) {
        self.profile = profile
        self.charsets = charsets
        self.language = language
    }

    /// The values `profile`, `ruler`, `charset` and `han`, and the list `codePages`; takes some milliseconds.
    public func values() -> TemplateValues {
        var values = TemplateValues()
        values.values["profile"] =
            "\(profile.name): \(profile.columns) columns, \(profile.dots) dots, \(profile.dotsPerInch) dpi, "
            + "\(profile.millimetresPerSecond) mm/s"
        values.values["ruler"] = ruler
        if let multibyte = profile.multibyte {
            values.values["charset"] = multibyte.charset
            values.values["han"] = PrinterTestPage.han(multibyte.charset)
        }
        values.lists["codePages"] = codePages
        return values
    }

    /// Digits across the paper; the last one stands at its right edge.
    private var ruler: String {
        String((1...max(1, profile.columns)).map { Character(String($0 % 10)) })
    }

    private var codePages: [[String: String]] {
        var waiting = PrinterTestPage.candidates.flatMap { $0 }.compactMap(Unicode.Scalar.init)
        return profile.codePages.map { page in
            let own = waiting.filter { isOn(page, $0) }
            waiting.removeAll { own.contains($0) }
            let covered = language == .english ? "as the pages above" : "同上列各页"
            let sample = own.isEmpty ? covered : String(String.UnicodeScalarView(PrinterTestPage.spread(own)))
            return ["number": String(page.number), "name": page.charset, "sample": sample]
        }
    }

    private func isOn(_ page: PrinterProfile.CodePage, _ scalar: Unicode.Scalar) -> Bool {
        guard let bytes = charsets.encode(scalar, to: page.charset), let byte = bytes.first else {
            return false
        }
        return bytes.count == 1 && byte >= 0x80
    }

    /// Some of them from the first to the last.
    private static func spread(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard scalars.count > mostSamples else {
            return scalars
        }
        return (0..<mostSamples).map { scalars[$0 * (scalars.count - 1) / (mostSamples - 1)] }
    }

    /// The same words as the region of the charset writes them.
    private static func han(_ charset: String) -> String {
        switch charset.uppercased() {
        case "BIG5", "BIG5-HKSCS", "CP950": "永東國酬愛鬱靈鷹袋，。￥"
        case "CP932", "SHIFT_JIS", "SHIFT-JIS", "EUC-JP": "永東国酬愛鬱霊鷹袋あいうアイウ、。￥"
        case "EUC-KR", "CP949", "UHC": "永東國酬愛가나다라마바사，。"
        default: "永东国酬爱郁灵鹰袋，。￥（）"
        }
    }
}
