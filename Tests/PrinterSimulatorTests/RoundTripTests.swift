import Domain
import Imaging
import Linux
import Testing

@testable import PrinterSimulator
@testable import Receipts

extension Iconv: CharsetEncoding {}

/// From the layout through the encoder's bytes to the paper of a printer that can do what the profile says and no more.
@Suite("From the encoder to the paper")
struct RoundTripTests {
    static let profiles = PrinterProfile.all.filter { $0.dialect == .escpos }

    /// The names of profiles that are alike in all that bytes and paper depend on.
    static let families: [[String]] = {
        var families: [(model: PrinterModel, columns: Int, names: [String])] = []
        for profile in profiles {
            var model = PrinterModel(profile)
            model.name = ""
            model.identity.model = ""
            model.millimetresPerSecond = 100
            model.abilities = []
            if let place = families.firstIndex(where: { $0.model == model && $0.columns == profile.columns }) {
                families[place].names.append(profile.name)
            } else {
                families.append((model, profile.columns, [profile.name]))
            }
        }
        return families.map(\.names)
    }()

    private let iconv = Iconv()

    private func layout(_ document: JSONValue, _ profile: PrinterProfile) throws -> ReceiptLayout {
        try ReceiptRenderer.layout(document: document, columns: profile.columns, copy: false)
    }

    private func bench(_ layout: ReceiptLayout, _ profile: PrinterProfile, glyphs: GlyphOpener? = nil) throws
        -> MachineBench
    {
        let bench = try MachineBench(PrinterModel(profile))
        bench.send(ESCPOSEncoder(profile: profile, charsets: iconv, glyphs: glyphs).encode(layout).bytes)
        return bench
    }

    /// What stands on the paper as characters, cut or not.
    private func text(_ bench: MachineBench, _ profile: PrinterProfile) -> [String] {
        lines((bench.receipts + [bench.unfinished].compactMap(\.self)).map(\.text).joined(), profile)
    }

    /// Blank lines are white paper, which a cut may count to either side. Without Han characters wide signs take their
    /// second cell as a space, and needles know no sizes beyond twice.
    private func lines(_ text: String, _ profile: PrinterProfile) -> [String] {
        text.split(separator: "\n").filter { !$0.allSatisfy { $0 == " " } }.map { line in
            profile.multibyte == nil ? line.filter { $0 != " " } : String(line)
        }
    }

    /// The layout's text as this printer shows it: dots are no text, characters it lacks are question marks.
    private func expected(_ layout: ReceiptLayout, _ profile: PrinterProfile) -> [String] {
        let encoder = ESCPOSEncoder(profile: profile, charsets: iconv)
        let blocks = layout.blocks.filter { block in
            switch block {
            case .symbol(let symbol): encoder.nativeCommand(symbol) != nil
            case .image: false
            default: true
            }
        }
        var text = ReceiptText.text(
            ReceiptLayout(columns: layout.columns, metrics: layout.metrics, blocks: blocks)
        )
        for case .unprintable(let scalar) in encoder.encode(layout).findings {
            let marks = String(repeating: "?", count: layout.metrics.cells(scalar))
            text = String(text.flatMap { $0.unicodeScalars.first == scalar ? Array(marks) : [$0] })
        }
        return lines(text, profile)
    }

    @Test(
        "every kind of paper says on every printer what its text says, and nothing of it is unknown there",
        arguments: families
    )
    func text(names: [String]) throws {
        let profile = try #require(PrinterProfile.named(names[0]))
        for document in RoundTripDocuments.all(profile.multibyte == nil ? .english : .chinese) {
            let layout = try layout(document, profile)
            let bench = try bench(layout, profile)
            for name in names.dropFirst() {
                let other = try #require(PrinterProfile.named(name))
                #expect(
                    ESCPOSEncoder(profile: other, charsets: iconv).encode(layout)
                        == ESCPOSEncoder(profile: profile, charsets: iconv).encode(layout)
                )
            }
            #expect(bench.machine.unknown.isEmpty)
            let printed = text(bench, profile)
            let expected = expected(layout, profile)
            #expect(printed.count == expected.count)
            #expect(zip(printed, expected).filter { $0 != $1 }.map { "\($0) | \($1)" } == [])
            #expect(bench.machine.drawerPulses == layout.blocks.count { $0 == .drawer })
            let cuts = layout.blocks.count { if case .cut = $0 { true } else { false } }
            #expect(bench.receipts.count == (profile.cutter == .none ? 0 : cuts))
        }
    }

    @Test(
        "the symbols of a sale are read from the paper of every printer but needles",
        .enabled(if: SymbolScanner.hasZBar, "zbar-tools is not installed")
    )
    func saleSymbols() throws {
        let profiles = Self.families.compactMap { PrinterProfile.named($0[0]) }.filter { $0.image != .columns8 }
        let papers = try profiles.map { profile in
            let bench = try bench(layout(RoundTripDocuments.sale, profile), profile)
            return try #require(bench.receipts.first ?? bench.unfinished).picture
        }
        for (profile, found) in zip(profiles, try SymbolScanner.zbar(papers)) {
            #expect(
                Set(found) == ["QR-Code:" + RoundTripDocuments.qr, "CODE-128:" + RoundTripDocuments.barcode],
                "\(profile.name)"
            )
        }
    }

    /// All but GS1 DataBar Limited, which the decoder does not know.
    private static let symbols: [(Symbology, String)] = [
        (.upcA, "036000291452"), (.upcE, "01234565"), (.ean13, "4006381333931"), (.ean8, "96385074"),
        (.code39, "AZ-09"), (.itf, "12345678901231"), (.codabar, "A1234B"), (.code93, "CODE 93"),
        (.code128, "Mixed 123456 abc"), (.gs1128, "(01)09501101530003(10)AB-12"), (.dataBar, "0950110153000"),
        (.dataBarTruncated, "0950110153000"),
        (.dataBarExpanded, "(01)09501101530003(3103)001750"), (.qr, "https://shop.example/r/42?a=B"),
        (.pdf417, "Receipt 2026-03-01; total: 368.45"),
    ]

    private func block(_ symbology: Symbology, _ text: String, columns: Int) throws -> LayoutBlock {
        let content: LayoutSymbol.Content =
            switch symbology {
            case .qr: .qr(try QRContent(text, level: .quartile))
            case .pdf417: .pdf417(try PDF417(text, columns: 2...2))
            default: .barcode(try Barcode(symbology, text))
            }
        return .symbol(LayoutSymbol(content, moduleDots: 2, place: LayoutPlace(.centre, span: columns)))
    }

    @Test(
        "every symbol reads back from the paper, drawn by the printer or sent as dots",
        .enabled(if: SymbolScanner.hasZXing, "zxing-cpp-tools is not installed"),
        arguments: ["TM-T88V", "generic"]
    )
    func everySymbol(name: String) throws {
        let profile = try #require(PrinterProfile.named(name))
        let papers = try Self.symbols.map { symbology, text in
            let block = try block(symbology, text, columns: profile.columns)
            let layout = ReceiptLayout(
                columns: profile.columns,
                metrics: CellMetrics(widePunctuation: true),
                blocks: [block]
            )
            let bench = try bench(layout, profile)
            #expect(bench.machine.unknown.isEmpty)
            let paper = try #require(bench.unfinished)
            #expect(paper.symbols.map(\.symbology) == (profile.symbols.contains(symbology) ? [symbology] : []))
            return paper.picture
        }
        for ((symbology, text), found) in zip(Self.symbols, try SymbolScanner.zxing(papers)) {
            let digits = text.filter { $0.isNumber || $0.isLetter }
            #expect(found.count == 1, "\(symbology)")
            let content = found.first?.split(separator: ":", maxSplits: 1).last.map(String.init) ?? ""
            if symbology == .codabar {
                #expect(content.contains("1234"))
            } else {
                #expect(content.filter { $0.isNumber || $0.isLetter }.contains(digits), "\(symbology): \(found)")
            }
        }
    }

    @Test(
        "lines are on the paper dot by dot where the preview has them, also behind high ones",
        arguments: [
            "TM-T88V", "TM-m30", "XP-80", "TSP650II-CN", "TSP700II-CN", "TSP650II-JP", "mC-Print3", "TSP143III",
        ]
    )
    func lines(name: String) throws {
        let profile = try #require(PrinterProfile.named(name))
        let markup = "^^^晨光加油站\n南京市环湖路\nTel | 42\n^high line |^^ x\nlow | y\n"
        let layout = ReceiptLayout(
            receiptLine: ReceiptLineDocument(markup),
            columns: profile.columns,
            language: .chinese,
            copy: false
        ).spaced(profile.linePitch)
        let glyphs = try GlyphSource()
        defer { glyphs.close() }
        var model = profile.dialect == .escpos ? PrinterModel(profile) : .star(profile)
        model.headToCutterDots = 0
        var printer = ImmediatePrinter(model, glyphs: glyphs, iconv: Iconv())
        let renderer = ReceiptRenderer(profile: profile, charsets: Iconv(), glyphs: GlyphOpener())
        printer.send(try renderer.encoded(for: ["receiptline": .string(markup)], copy: false).bytes)
        let preview = try ReceiptPicture.bitmap(layout, glyphs: glyphs)
        let paper = try #require(printer.papers.first).picture
        #expect(paper.cropped(x: 0, y: 0, width: preview.width, height: preview.height) == preview)
    }

    @Test(
        "a page is on the paper dot by dot as its picture shows it, turned by the printer or sent as dots",
        arguments: LayoutTurn.allCases
    )
    func page(turn: LayoutTurn) throws {
        let glyphs = try GlyphSource()
        func line(_ text: String, _ style: Receipts.TextStyle = .plain, at column: Int = 0) -> LayoutBlock {
            let metrics = CellMetrics(widePunctuation: true)
            let span = metrics.cells(text) * style.widthScale
            return .line(LayoutLine(runs: [LayoutRun(column: column, text: text, style: style, span: span)]))
        }
        let place = LayoutPlace(.right, span: 12)
        let image = LayoutImage(picture: Bitmap1(width: 8, height: 2, bytes: [0xF0, 0x3C]), place: place)
        let area = LayoutArea(
            x: 24,
            y: 10,
            width: 180,
            height: 200,
            turn: turn,
            blocks: [
                line("Ag中"), line("X", Receipts.TextStyle(bold: true, widthScale: 2, heightScale: 2), at: 1), .blank,
                line("q", Receipts.TextStyle(inverse: true), at: 3), .image(image),
                try block(.qr, "HELLO", columns: 12),
            ]
        )
        let page = LayoutPage(height: 220, areas: [area])
        for name in ["TM-T88V", "TM-m30", "XP-80"] {
            let profile = try #require(PrinterProfile.named(name))
            let layout = ReceiptLayout(
                columns: profile.columns,
                metrics: CellMetrics(widePunctuation: true),
                blocks: [.page(page)]
            )
            let bench = try bench(layout, profile, glyphs: GlyphOpener())
            #expect(bench.machine.unknown.isEmpty)
            let paper = try #require(bench.unfinished).picture
            let top = PrinterModel(profile).headToCutterDots
            let printed = paper.cropped(x: 0, y: top, width: layout.columns * 12, height: paper.height - top)
            let preview = try ReceiptPicture.bitmap(layout, glyphs: glyphs)
            #expect(printed == preview, "\(name)")
        }
    }
}
