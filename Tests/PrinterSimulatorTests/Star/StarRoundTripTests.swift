import Domain
import Imaging
import Linux
import Testing

@testable import PrinterSimulator
@testable import Receipts

extension PrinterModel {
    /// The printer that a profile of Star's is for.
    static func star(_ profile: PrinterProfile) -> PrinterModel {
        PrinterModel(
            name: profile.name,
            dialect: profile.dialect,
            dotsPerLine: profile.dots,
            dotsPerMillimetre: profile.image == .columns8 ? 6 : 8,
            receiveBufferBytes: profile.bufferBytes,
            multibyteCharset: profile.multibyte?.charset,
            startsInMultibyteMode: profile.multibyte != nil,
            codePages: Dictionary(uniqueKeysWithValues: profile.codePages.map { ($0.number, $0.charset) }),
            abilities: [.realTimeStatus, .automaticStatus, .processID]
        )
    }
}

/// Encoder and simulated printer are written apart from each other: what the layout says must be on the paper.
@Suite("From receipt to Star's paper and back")
struct StarRoundTripTests {
    static let profiles = PrinterProfile.all.filter { $0.dialect != .escpos }
    /// Every kind, in one language and the other by turns; a sale in both.
    private static let kinds: [(Receipt.Kind, Receipt.Language)] =
        Receipt.Kind.allCases.enumerated().map { ($1, $0 % 2 == 0 ? .chinese : .english) } + [(.sale, .english)]

    private let iconv = Iconv()

    /// Every kind of paper there is, on one printer of each dialect, character set and head; sales on all.
    private func layouts(for profile: PrinterProfile) -> [ReceiptLayout] {
        let columns = profile.columns
        let isFirst =
            Self.profiles.first {
                $0.dialect == profile.dialect && $0.multibyte == profile.multibyte && $0.image == profile.image
            } == profile
        guard isFirst else {
            return Receipt.Language.allCases.map { ReceiptLayout(Self.receipt(.sale, $0), columns: columns) }
        }
        let values = TemplateValues(
            values: [
                "merchant": "晨光加油站", "lane": "1", "till": "T2", "total": "368.45", "code": "4711-0815",
                "station": "Nanjing",
            ],
            lists: [
                "operations": [["name": "消费", "count": "12", "amount": "300.00"]],
                "devices": [["name": "printer", "state": "printer-paper-out"]], "problems": [["text": "缺纸"]],
            ]
        )
        let forms = [ReceiptTemplateKind.shift, .diagnosis, .pairing].enumerated().map { place, kind in
            let form = ReceiptForm(kind: kind, language: place == 0 ? .chinese : .english, values: values)
            return ReceiptDocument.form(form).layout(columns: columns, copy: false, templates: .none)
        }
        return Self.kinds.map { ReceiptLayout(Self.receipt($0, $1), columns: columns) } + forms
    }

    static func receipt(_ kind: Receipt.Kind, _ language: Receipt.Language) -> Receipt {
        let isChinese = language == .chinese
        var receipt = Receipt(kind: kind, language: language, currency: .cny)
        receipt.merchant = ReceiptMerchant(
            name: isChinese ? "晨光加油站" : "Morning Light Fuel",
            address: isChinese ? "南京市中山门大街118号" : "118 Zhongshanmen Street",
            phone: "025-8445 2200"
        )
        receipt.time = "2026-03-01 16:15:30"
        receipt.reference = "20260301-0042"
        receipt.total = 36_845
        receipt.lines = [
            ReceiptItem(
                name: isChinese ? "92号车用汽油" : "Café crème",
                quantity: 40_250,
                unitPrice: 785,
                amount: 31_596
            )
        ]
        receipt.balanceAfter = 20_000
        receipt.messages = [isChinese ? "谢谢惠顾，欢迎再次光临！" : "Thank you!"]
        receipt.qr = "https://example.com/r/20260301-0042"
        receipt.barcode = "0042-36845"
        receipt.openDrawer = true
        return receipt
    }

    private func encode(_ layout: ReceiptLayout, _ profile: PrinterProfile) throws -> EncodedReceipt {
        profile.dialect == .starGraphic
            ? try StarGraphicEncoder(profile: profile, glyphs: GlyphOpener()).encode(layout)
            : StarEncoder(profile: profile, charsets: iconv, glyphs: GlyphOpener()).encode(layout)
    }

    /// Whether the printer has every character of the line.
    private func isText(_ line: LayoutLine, of layout: ReceiptLayout, _ profile: PrinterProfile) -> Bool {
        let alone = ReceiptLayout(columns: layout.columns, metrics: layout.metrics, blocks: [.line(line)])
        return StarEncoder(profile: profile, charsets: iconv).encode(alone).findings.isEmpty
    }

    @Test("every receipt on every printer says what its layout says", arguments: profiles)
    func whole(profile: PrinterProfile) throws {
        let glyphs = try GlyphSource()
        for layout in layouts(for: profile) {
            let encoded = try encode(layout, profile)
            #expect(!StarRealTimeCommand.isHidden(in: encoded.bytes))
            let bench = try MachineBench(.star(profile))
            bench.send(encoded.bytes)
            #expect(bench.machine.unknown.isEmpty, "\(profile.name): \(bench.machine.unknown.prefix(3))")
            #expect(bench.machine.drawerPulses == (layout.blocks.contains(.drawer) ? 1 : 0))
            let cuts = layout.blocks.contains { if case .cut = $0 { true } else { false } }
            let paper = try #require(cuts ? bench.receipts.first : bench.unfinished)
            guard profile.dialect != .starGraphic else {
                try compareDots(layout, paper, profile, glyphs: glyphs)
                continue
            }
            var texts: [String] = []
            var drawn: [LayoutLine] = []
            for block in layout.blocks {
                switch block {
                case .line(let line) where profile.image == .columns8 || isText(line, of: layout, profile):
                    texts.append(line.runs.map(\.text).joined().filter { $0 != " " })
                case .line(let line): drawn.append(line)
                case .rule: texts.append(String(repeating: "-", count: profile.columns))
                default: break
                }
            }
            let printed = paper.text.split(separator: "\n").map { $0.filter { $0 != " " } }
                .filter { !$0.isEmpty && !$0.hasPrefix("[") }
            if profile.image == .columns8 {
                // Needles have no Han, and neither fonts to draw them with: question marks.
                #expect(printed.count == texts.count { !$0.isEmpty })
            } else {
                #expect(printed == texts.filter { !$0.isEmpty }, "\(profile.name)")
                #expect(encoded.findings.isEmpty, "\(profile.name): \(encoded.findings)")
                try find(drawn, of: layout, on: paper, glyphs: glyphs)
            }
        }
    }

    /// The picture of the receipt is on the paper dot by dot, behind what stands between head and blade.
    private func compareDots(
        _ layout: ReceiptLayout,
        _ paper: PrintedReceipt,
        _ profile: PrinterProfile,
        glyphs: GlyphSource
    ) throws {
        let expected = try ReceiptPicture.bitmap(layout, glyphs: glyphs)
        let picture = paper.picture
        let rows = min(picture.height - 112, expected.height)
        #expect(rows > 100)
        var differing = 0
        for y in 0..<rows where picture.row(112 + y).prefix(expected.stride) != expected.row(y) {
            differing += 1
        }
        // A dot more where dots looked like a real-time command.
        #expect(differing <= 2, "\(profile.name): \(differing)")
    }

    /// Lines sent as dots stand on the paper one below the other.
    private func find(
        _ lines: [LayoutLine],
        of layout: ReceiptLayout,
        on paper: PrintedReceipt,
        glyphs: GlyphSource
    ) throws {
        let picture = paper.picture
        var top = 0
        for line in lines {
            let dots = try ReceiptPicture.bitmap(line, of: layout, glyphs: glyphs)
            let wanted = (0..<dots.height).map { Array(dots.row($0)) }
            let place = (top..<max(top, picture.height - dots.height + 1)).first { y in
                wanted.indices.allSatisfy { picture.row(y + $0).starts(with: wanted[$0]) }
            }
            #expect(place != nil, "\(line.runs.map(\.text))")
            top = (place ?? top) + dots.height
        }
    }

    // MARK: symbols

    private func scan(_ picture: Bitmap1) throws -> Set<String> {
        let stem = "/tmp/countertop-star-\(UInt64.random(in: 0 ... .max))"
        defer {
            try? Files.remove(stem + ".png")
            try? Files.remove(stem + ".txt")
        }
        var sheet = Bitmap1(width: picture.width + 96, height: picture.height)
        sheet.paint(picture, x: 48, y: 0)
        try Files.writeAtomically(try sheet.pngBytes(), to: stem + ".png")
        let scanner = try ChildProcess(
            ["zbarimg", "--quiet", "--nodbus", stem + ".png"],
            output: .file(stem + ".txt"),
            error: .discard
        )
        try #require(try scanner.wait(until: .after(milliseconds: 10_000)) != nil)
        return Set(
            String(decoding: try Files.read(stem + ".txt"), as: UTF8.self).split(separator: "\n").map(String.init)
        )
    }

    @Test(
        "symbols are read from the paper by an independent decoder",
        .enabled(if: Files.exists("/usr/bin/zbarimg"), "zbar-tools is not installed"),
        // Needles are too coarse.
        arguments: profiles.filter { $0.image != .columns8 }
    )
    func symbols(profile: PrinterProfile) throws {
        let layout = ReceiptLayout(Self.receipt(.sale, .english), columns: profile.columns)
        let bench = try MachineBench(.star(profile))
        bench.send(try encode(layout, profile).bytes)
        let paper = try #require(bench.receipts.first ?? bench.unfinished)
        #expect(
            try scan(paper.picture) == ["QR-Code:https://example.com/r/20260301-0042", "CODE-128:0042-36845"],
            "\(profile.name)"
        )
        if profile.symbols.contains(.qr) {
            #expect(paper.symbols.map(\.text).contains("https://example.com/r/20260301-0042"))
        }
    }

    @Test(
        "every symbol Star's printers draw themselves is read back",
        .enabled(if: Files.exists("/usr/bin/ZXingReader"), "zxing-cpp-tools is not installed"),
        arguments: [
            (.upcA, "036000291452"), (.upcE, "01234505"), (.ean13, "4006381333931"), (.ean8, "96385074"),
            (.code39, "AB-1"),
            (.itf, "123456"), (.code93, "AB12"), (.codabar, "A1234B"), (.code128, "ab-1%"),
        ] as [(Symbology, String)]
    )
    func native(symbology: Symbology, text: String) throws {
        for module in 2...3 {
            let symbol = LayoutSymbol(
                .barcode(try Barcode(symbology, text)),
                moduleDots: module,
                barHeight: 80,
                place: LayoutPlace(.centre, span: 48)
            )
            let profile = try #require(PrinterProfile.named("TSP650II"))
            let layout = ReceiptLayout(
                columns: 48,
                metrics: CellMetrics(widePunctuation: false),
                blocks: [.symbol(symbol), .cut(.partial)]
            )
            let bench = try MachineBench(.star(profile))
            bench.send(StarEncoder(profile: profile, charsets: iconv).encode(layout).bytes)
            let paper = try #require(bench.receipts.first)
            #expect(paper.symbols.count == 1)
            // Readers leave start and stop out.
            let read = symbology == .codabar ? String(text.dropFirst().dropLast()) : text
            #expect(try zxing(paper.picture) == read)
        }
    }

    @Test(
        "QR and PDF417 that the printers draw are read back at every size and place",
        .enabled(if: Files.exists("/usr/bin/ZXingReader"), "zxing-cpp-tools is not installed"),
        arguments: ["TSP650II", "mC-Print3"]
    )
    func matrix(name: String) throws {
        let profile = try #require(PrinterProfile.named(name))
        for content in [
            LayoutSymbol.Content.qr(try QRContent("晨光 ¥1", level: .high)), .pdf417(try PDF417("PDF417 Nanjing")),
        ] {
            for place in [LayoutPlace(.right, column: 4, span: 40), LayoutPlace(.centre, span: 48)] {
                let symbol = LayoutSymbol(content, moduleDots: 2, place: place)
                let layout = ReceiptLayout(
                    columns: 48,
                    metrics: CellMetrics(widePunctuation: false),
                    blocks: [.symbol(symbol), .cut(.partial)]
                )
                let bench = try MachineBench(.star(profile))
                bench.send(StarEncoder(profile: profile, charsets: iconv).encode(layout).bytes)
                let paper = try #require(bench.receipts.first)
                let printed = try #require(paper.symbols.first)
                #expect(try zxing(paper.picture) == printed.text)
                // Where the layout wants it.
                let picture = paper.picture
                let left = place.left(width: symbol.width)
                #expect((0..<picture.height).contains { picture[left, $0] })
                #expect(!(0..<picture.height).contains { y in (0..<left).contains { picture[$0, y] } })
            }
        }
    }

    private func zxing(_ picture: Bitmap1) throws -> String? {
        let stem = "/tmp/countertop-star-\(UInt64.random(in: 0 ... .max))"
        defer {
            try? Files.remove(stem + ".png")
            try? Files.remove(stem + ".txt")
        }
        try Files.writeAtomically(try picture.pngBytes(), to: stem + ".png")
        let scanner = try ChildProcess(
            ["ZXingReader", stem + ".png"],
            output: .file(stem + ".txt"),
            error: .discard
        )
        try #require(try scanner.wait(until: .after(milliseconds: 10_000)) != nil)
        let lines = String(decoding: try Files.read(stem + ".txt"), as: UTF8.self).split(separator: "\n")
        return lines.first { $0.hasPrefix("Text:") }.map { line in
            line.dropFirst(5).drop { $0 == " " }.filter { $0 != "\"" }
        }
    }
}
