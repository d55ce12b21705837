import Imaging
import Linux
import Testing

@testable import Receipts

/// Scripts that share a line, and characters that the printer's font lacks.
@Suite("Scripts and missing glyphs")
struct MissingGlyphTests {
    private let iconv = Iconv()
    private let glyphs = GlyphOpener()
    private let metrics = CellMetrics(widePunctuation: true)

    private func layout(_ texts: [String]) -> ReceiptLayout {
        let lines = texts.map { text in
            LayoutBlock.line(
                LayoutLine(runs: [LayoutRun(column: 2, text: text, style: .plain, span: metrics.cells(text))])
            )
        }
        return ReceiptLayout(columns: 32, metrics: metrics, blocks: lines)
    }

    private func encode(_ texts: [String], for name: String, glyphs: GlyphOpener? = nil) throws -> EncodedReceipt {
        let profile = try #require(PrinterProfile.named(name))
        return ESCPOSEncoder(profile: profile, charsets: iconv, glyphs: glyphs).encode(layout(texts))
    }

    @Test("a line with a character the printer lacks is dots in the same cells, the lines around it stay text")
    func raster() throws {
        let encoded = try encode(["中a", "㐀中a", "中"], for: "XP-58", glyphs: glyphs)
        var dots = try ReceiptPicture.bitmap(layout(["㐀中a"]), glyphs: glyphs.open())
        dots = dots.cropped(x: 0, y: 0, width: (2 + 5) * 12, height: 30)
        #expect(
            encoded.bytes
                == hex("1B 40 1C 2E 1B 52 00  20 20 1C 26 D6 D0 61 0A  1D 76 30 00 0B 00 1E 00") + dots.bytes
                + hex("20 20 1C 26 D6 D0 0A")
        )
        #expect(encoded.findings.isEmpty)
    }

    @Test("what no font has is a question mark and a finding, as text when dots would show nothing more")
    func nothing() throws {
        let scalar: Unicode.Scalar = "\u{10FFFD}"
        let alone = try encode(["a\u{10FFFD}"], for: "XP-58", glyphs: glyphs)
        #expect(alone.bytes == hex("1B 40 1C 2E 1B 52 00  20 20 61 3F 0A"))
        #expect(alone.findings == [.unprintable(scalar)])
        let mixed = try encode(["㐀\u{10FFFD}"], for: "XP-58", glyphs: glyphs)
        #expect(mixed.bytes.contains(0x76))
        #expect(mixed.findings == [.unprintable(scalar)])
    }

    @Test("Han larger than the printer makes them are dots, Latin of that size is text")
    func large() throws {
        let large = TextStyle(widthScale: 3, heightScale: 3)
        func bytes(_ text: String, for name: String) throws -> [UInt8] {
            let metrics = CellMetrics(widePunctuation: true)
            let run = LayoutRun(column: 0, text: text, style: large, span: metrics.cells(text) * 3)
            let layout = ReceiptLayout(columns: 32, metrics: metrics, blocks: [.line(LayoutLine(runs: [run]))])
            let profile = try #require(PrinterProfile.named(name))
            return ESCPOSEncoder(profile: profile, charsets: Iconv(), glyphs: GlyphOpener()).encode(layout).bytes
        }
        let chinese = hex("1B 40  1C 2E  1B 52 00")
        #expect(try bytes("中", for: "XP-80").starts(with: chinese + hex("1D 76 30 00 09 00 48 00")))
        #expect(try bytes("A", for: "XP-80") == chinese + hex("1D 21 22 1C 21 0C 41 0A"))
        #expect(try bytes("中", for: "TM-T88V") == chinese + hex("1D 21 22 1C 26 D6 D0 0A"))
    }

    @Test("without fonts the paper says question marks")
    func withoutFonts() throws {
        let encoded = try encode(
            ["㐀"],
            for: "XP-58",
            glyphs: GlyphOpener(fonts: [FontFile(path: "/none", package: "none")])
        )
        #expect(encoded.bytes == hex("1B 40 1C 2E 1B 52 00  20 20 3F 3F 0A"))
        #expect(encoded.findings == [.unprintable("㐀")])
    }

    @Test("a font of GB 2312 has fewer characters than one of GB 18030")
    func coverage() throws {
        // 镕 came with GBK.
        #expect(try encode(["镕"], for: "XP-58").findings.isEmpty)
        #expect(try encode(["镕"], for: "generic-cn").findings == [.unprintable("镕")])
        let drawn = try encode(["镕"], for: "generic-cn", glyphs: glyphs)
        #expect(drawn.findings.isEmpty && drawn.bytes.contains(0x76))
    }

    @Test(
        "each country's printers get their own bytes",
        arguments: [
            ("TM-T88V-TW", "收據A", "1B 40 1C 2E 1B 52 00  20 20 1C 26 A6AC BEDA 41 0A"),
            ("TM-T88V-KR", "영수증A", "1B 40 1C 2E 1B 52 00  20 20 1C 26 BFB5 BCF6 C1F5 41 0A"),
            ("TM-T88V-JP", "領収書A", "1B 40 1C 43 01 1C 2E 1B 52 00  20 20 1C 26 97CC 8EFB 8F91 41 0A"),
            ("TM-T88V-JP", "ｱ表", "1B 40 1C 43 01 1C 2E 1B 52 00  20 20 1B 74 01 B1 1C 26 955C 0A"),
        ]
    )
    func countries(name: String, text: String, bytes: String) throws {
        let encoded = try encode([text], for: name)
        #expect(encoded.bytes == hex(bytes))
        #expect(encoded.findings.isEmpty)
    }
}
