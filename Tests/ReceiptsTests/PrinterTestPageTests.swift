import Domain
import Imaging
import Linux
import Testing

@testable import Receipts

@Suite("A printer's test page")
struct PrinterTestPageTests {
    private func layout(_ profile: PrinterProfile, _ language: Receipt.Language) throws -> ReceiptLayout {
        var values = PrinterTestPage(profile: profile, charsets: Iconv(), language: language).values()
        values.values["printer"] = "printer:/dev/ttyS0"
        values.lists["abilities"] = [["name": "confirmation", "value": "process-id"]]
        let form = ReceiptForm(kind: .diagnosis, language: language, values: values)
        return try ReceiptRenderer.layout(
            document: ReceiptDocument.form(form).json,
            columns: profile.columns,
            copy: false
        )
    }

    @Test("prints on every printer there is a profile for without a finding, each page by its own characters")
    func everyProfile() throws {
        for profile in PrinterProfile.all {
            // Some printers have no characters: all of it is dots there.
            let glyphs = profile.dialect == .starGraphic ? GlyphOpener() : nil
            let renderer = ReceiptRenderer(profile: profile, charsets: Iconv(), glyphs: glyphs)
            for language in Receipt.Language.allCases {
                var values = PrinterTestPage(profile: profile, charsets: Iconv(), language: language).values()
                values.values["printer"] = "p"
                let form = ReceiptForm(kind: .diagnosis, language: language, values: values)
                let encoded = try renderer.encoded(for: ReceiptDocument.form(form).json, copy: false)
                // The words of the page itself may lack a font on a Western printer; what it tests may not.
                let missing = encoded.findings.filter { finding in
                    guard case .unprintable(let scalar) = finding else {
                        return true
                    }
                    return language == .english || profile.multibyte != nil && scalar.value < 0x4E00
                }
                #expect(missing.isEmpty, "\(profile.name) \(language): \(missing)")
            }
        }
    }

    @Test("each code page of the profile has its number, and characters that no page before it has")
    func codePages() throws {
        let profile = try #require(PrinterProfile.named("TM-T88V"))
        let pages = PrinterTestPage(profile: profile, charsets: Iconv(), language: .english).values().lists["codePages"]
        #expect(pages?.map { $0["number"] } == profile.codePages.map { String($0.number) })
        for (index, page) in try #require(pages).enumerated() {
            let sample = try #require(page["sample"])
            guard sample != "as the pages above" else {
                continue
            }
            for scalar in sample.unicodeScalars {
                let first = profile.codePages.firstIndex { page in
                    Iconv().encode(scalar, to: page.charset).map { $0.count == 1 && $0[0] >= 0x80 } == true
                }
                #expect(first == index, "\(scalar) in \(page)")
            }
        }
    }

    @Test(
        "the ruler is as wide as the paper, and styles, symbols and a picture are there",
        arguments: ["TM-T88V", "generic-cn"]
    )
    func elements(name: String) throws {
        let profile = try #require(PrinterProfile.named(name))
        let layout = try layout(profile, .chinese)
        #expect(layout.findings.isEmpty)
        let text = ReceiptText.text(layout)
        let rulers = text.split(separator: "\n").filter { $0.hasPrefix("12345678901234567890") }
        #expect(rulers.map(\.count) == [profile.columns])
        #expect(text.contains("永东国酬爱"))
        let kinds = layout.blocks.map { block in
            switch block {
            case .symbol(let symbol): symbol.symbology.rawValue
            case .image: "image"
            default: ""
            }
        }
        #expect(kinds.filter { !$0.isEmpty } == ["code-128", "qr", "image"])
    }

    @Test(
        "Han characters are those of the printer's charset",
        arguments: [("GB18030", "东国"), ("BIG5", "東國"), ("CP932", "東国"), ("EUC-KR", "가나다")]
    )
    func han(charset: String, words: String) throws {
        let profile = try #require(PrinterProfile.all.first { $0.multibyte?.charset == charset })
        let sample = try #require(
            PrinterTestPage(profile: profile, charsets: Iconv(), language: .english).values().values["han"]
        )
        #expect(sample.contains(words))
        for scalar in sample.unicodeScalars {
            #expect(Iconv().encode(scalar, to: charset)?.count == 2, "\(scalar) in \(charset)")
        }
    }

    @Test("what a receipt takes of paper and parts is measured as it is laid out")
    func measure() throws {
        let profile = try #require(PrinterProfile.named("TM-T88V"))
        let renderer = ReceiptRenderer(profile: profile, charsets: Iconv())
        var note = Receipt(kind: .note, language: .english)
        note.messages = ["one", "two"]
        let short = try renderer.measure(of: note.json, copy: false)
        #expect(short.lines == 2 && short.cuts == 1 && short.drawerPulses == 0 && short.millimetres > 0)
        note.messages += Array(repeating: "x", count: 20)
        note.openDrawer = true
        let long = try renderer.measure(of: note.json, copy: false)
        #expect(long.lines == 22 && long.drawerPulses == 1)
        // Twenty lines of 30 dots at 180 dots an inch.
        #expect((84...85).contains(long.millimetres - short.millimetres))
    }
}
