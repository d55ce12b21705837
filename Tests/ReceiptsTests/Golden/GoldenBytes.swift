import Imaging

@testable import Receipts

/// The bytes of each element for one printer of each family of commands, without the head of the job; nil where the
/// printer gets dots or nothing, which other tests show.
enum GoldenBytes {
    struct Row {
        let name: String
        let block: LayoutBlock
        /// Hex by profile.
        let bytes: [String: String]
    }

    /// One profile of each family, with the head of its jobs: ESC @, what the double-byte set needs, ESC R 0.
    ///
    /// TM-T88V is Epson with raster, half dots and page mode, TM-m30 Epson with graphics and a buzzer, TM-T88III Epson
    /// without two-dimensional symbols, TM-U220 needles.
    static let heads: [String: String] = [
        "TM-T88V": "1B 40 1C 2E 1B 52 00", "TM-m30": "1B 40 1C 2E 1B 52 00", "TM-T88III": "1B 40 1C 2E 1B 52 00",
        "TM-T88V-JP": "1B 40 1C 43 01 1C 2E 1B 52 00", "TM-U220": "1B 40 1B 52 00",
        "CT-S801": "1B 40 1C 2E 1B 52 00", "XP-80": "1B 40 1C 2E 1B 52 00", "XP-58": "1B 40 1C 2E 1B 52 00",
        "NT-5890K": "1B 40 1C 2E 1B 52 00", "generic": "1B 40 1B 52 00",
    ]

    private static let metrics = CellMetrics(widePunctuation: true)
    private static let centre = LayoutPlace(.centre, span: 24)

    private static func line(_ text: String, _ style: TextStyle = .plain) -> LayoutBlock {
        let run = LayoutRun(column: 0, text: text, style: style, span: metrics.cells(text) * style.widthScale)
        return .line(LayoutLine(runs: [run]))
    }

    /// The same bytes for each of some profiles.
    private static func all(_ bytes: String, but others: [String: String] = [:]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: heads.keys.map { ($0, bytes) }).merging(others) { $1 }
    }

    private static func some(_ names: [String], _ bytes: String) -> [String: String] {
        Dictionary(uniqueKeysWithValues: names.map { ($0, bytes) })
    }

    static let text: [Row] = [
        // 中 is D6 D0 in GB 18030 and 92 86 in Shift JIS; without Han each of its cells is a question mark.
        Row(
            name: "Han and Latin",
            block: line("中a"),
            bytes: all(
                "1C 26 D6 D0 61 0A",
                but: ["TM-T88V-JP": "1C 26 92 86 61 0A", "TM-U220": "3F 3F 61 0A", "generic": "3F 3F 61 0A"]
            )
        ),
        // Page 16 is CP1252, page 0 CP437; clones and Japanese models begin with page 0.
        Row(
            name: "accent",
            block: line("é"),
            bytes: all("1B 74 10 E9 0A")
                .merging(some(["TM-T88V-JP", "XP-80", "XP-58", "NT-5890K", "generic"], "1B 74 00 82 0A")) { $1 }
        ),
        Row(
            name: "bold and underlined",
            block: line("A", TextStyle(bold: true, underlined: true)),
            bytes: all(
                "1B 45 01 1B 2D 01 1C 2D 01 41 0A",
                but: ["TM-U220": "1B 21 88 41 0A", "generic": "1B 45 01 1B 2D 01 41 0A"]
            )
        ),
        Row(
            name: "inverse",
            block: line("A", TextStyle(inverse: true)),
            bytes: all("1D 42 01 41 0A", but: ["TM-U220": "1B 21 00 41 0A"])
        ),
        Row(
            name: "twice as large",
            block: line("A", .double),
            bytes: all("1D 21 11 41 0A", but: ["TM-U220": "1B 21 30 41 0A"])
                .merging(some(["XP-80", "XP-58", "NT-5890K"], "1D 21 11 1C 21 0C 41 0A")) { $1 }
        ),
        Row(
            name: "rule",
            block: .rule,
            bytes: all("2D2D2D2D2D2D 2D2D2D2D2D2D 2D2D2D2D2D2D 2D2D2D2D2D2D 0A")
        ),
        Row(name: "blank", block: .blank, bytes: all("0A")),
        // Page 0 has the corners DA and BF and the stroke C4; no gap below.
        Row(
            name: "frame",
            block: .frame(LayoutFrame(cells: 0...2, up: [], down: [0, 2])),
            bytes: all("1B 74 00 DA C4 BF 1B 33 00 0A")
        ),
    ]

    static let paper: [Row] = [
        // Units of the paper's way are half dots, dots, or 24 to a line of needles; or lines.
        Row(
            name: "feed of a line",
            block: .feed(dots: 30),
            bytes: all("1B 4A 1E", but: ["TM-U220": "1B 4A 18", "NT-5890K": "0A"])
                .merging(some(["TM-T88V", "TM-m30", "TM-T88III", "TM-T88V-JP"], "1B 4A 3C")) { $1 }
        ),
        Row(
            name: "partial cut",
            block: .cut(.partial),
            bytes: all("1D 56 42 00", but: ["TM-U220": "1B 64 05 1D 56 01", "generic": "1B 64 05 1D 56 01"])
                .merging(some(["XP-58", "NT-5890K"], "1B 64 04")) { $1 }
        ),
        Row(
            name: "full cut",
            block: .cut(.full),
            bytes: all("1D 56 41 00", but: ["TM-U220": "1B 64 05 1D 56 00", "generic": "1B 64 05 1D 56 00"])
                .merging(some(["XP-58", "NT-5890K"], "1B 64 04")) { $1 }
        ),
        // 100 and 200 ms in steps of 2 ms.
        Row(name: "drawer", block: .drawer, bytes: all("1B 70 00 32 64")),
        Row(
            name: "beep",
            block: .beep,
            bytes: all("", but: ["TM-m30": "1B 28 41 04 00 30 01 02 0A", "XP-80": "1B 42 02 02"])
        ),
    ]

    static let pictures: [Row] = {
        let dots = LayoutImage(
            picture: Bitmap1(width: 8, height: 2, bytes: [0xF0, 0x0F]),
            place: LayoutPlace(.left, span: 24)
        )
        let logo = NVLogo(key: "07", place: centre).map { LayoutBlock.logo($0) } ?? .blank
        return [
            Row(
                name: "picture",
                block: .image(dots),
                // Of so few dots needles have none.
                bytes: all(
                    "1D 76 30 00 01 00 02 00 F0 0F",
                    but: [
                        "TM-m30": "1D 38 4C 0C 00 00 00 30 70 30 01 01 31 08 00 02 00 F0 0F 1D 28 4C 02 00 30 32",
                        "NT-5890K": "1D 76 30 00 01 00 02 00 F0 0F 0A", "TM-U220": "1B 33 00 1B 32",
                    ]
                )
            ),
            Row(
                name: "stored picture",
                block: logo,
                bytes: all("1B 61 01 1D 28 4C 06 00 30 45 30 37 01 01 1B 61 00")
                    .merging(some(["CT-S801", "XP-80"], "1B 61 01 1C 70 07 00 1B 61 00")) { $1 }
                    .merging(some(["TM-U220", "XP-58", "NT-5890K", "generic"], "")) { $1 }
            ),
        ]
    }()

    private static func symbol(_ content: LayoutSymbol.Content) -> LayoutBlock {
        .symbol(LayoutSymbol(content, moduleDots: 2, place: LayoutPlace(.left, span: 24)))
    }

    private static let withBars = [
        "TM-T88V", "TM-m30", "TM-T88III", "TM-T88V-JP", "CT-S801", "XP-80", "XP-58", "NT-5890K",
    ]
    private static let withQR = ["TM-T88V", "TM-m30", "TM-T88V-JP", "CT-S801", "XP-80"]
    private static let withEverything = ["TM-T88V", "TM-m30", "TM-T88V-JP"]

    private static func bars(
        _ symbology: Symbology,
        _ text: String,
        _ names: [String],
        _ bytes: String
    ) throws -> Row {
        Row(
            name: symbology.title,
            block: symbol(.barcode(try Barcode(symbology, text))),
            bytes: some(names, "1D 68 48 1D 77 02 1D 48 00" + bytes)
        )
    }

    /// The symbols each family draws itself.
    static func symbols() throws -> [Row] {
        [
            try bars(.upcA, "036000291452", withBars, "1D 6B 41 0C 30 33 36 30 30 30 32 39 31 34 35 32"),
            // The long number, which printers of every age take.
            try bars(.upcE, "01234565", withBars, "1D 6B 42 0C 30 31 32 33 34 35 30 30 30 30 36 35"),
            try bars(.ean13, "4006381333931", withBars, "1D 6B 43 0D 34 30 30 36 33 38 31 33 33 33 39 33 31"),
            try bars(.ean8, "96385074", withBars, "1D 6B 44 08 39 36 33 38 35 30 37 34"),
            try bars(.code39, "A-1", withBars, "1D 6B 45 03 41 2D 31"),
            try bars(.itf, "1234", withBars, "1D 6B 46 04 31 32 33 34"),
            try bars(.codabar, "A12B", withBars, "1D 6B 47 04 41 31 32 42"),
            try bars(.code93, "A1", withBars, "1D 6B 48 02 41 31"),
            // Set C for four digits, then set B.
            try bars(.code128, "1234A", withBars, "1D 6B 49 07 7B 43 0C 22 7B 42 41"),
            // FNC1 behind the batch, which has no fixed length.
            try bars(
                .gs1128,
                "(10)AB(21)7",
                withEverything,
                "1D 6B 4A 0D 28 31 30 29 41 42 7B 31 28 32 31 29 37"
            ),
            try bars(.dataBar, "0950110153000", withEverything, "1D 6B 4B 0D 30 39 35 30 31 31 30 31 35 33 30 30 30"),
            try bars(
                .dataBarTruncated,
                "0950110153000",
                withEverything,
                "1D 6B 4C 0D 30 39 35 30 31 31 30 31 35 33 30 30 30"
            ),
            try bars(
                .dataBarLimited,
                "0950110153000",
                withEverything,
                "1D 6B 4D 0D 30 39 35 30 31 31 30 31 35 33 30 30 30"
            ),
            try bars(.dataBarExpanded, "(10)12A", withEverything, "1D 6B 4E 07 28 31 30 29 31 32 41"),
            // Model 2, two dots a module, level M.
            Row(
                name: "QR",
                block: symbol(.qr(try QRContent("HI"))),
                bytes: some(
                    withQR,
                    "1D 28 6B 04 00 31 41 32 00  1D 28 6B 03 00 31 43 02  1D 28 6B 03 00 31 45 31"
                        + "1D 28 6B 05 00 31 50 30 48 49  1D 28 6B 03 00 31 51 30"
                )
            ),
            // One codeword of text and eight of level 2 with the length: ten rows of one column.
            Row(
                name: "PDF417",
                block: symbol(.pdf417(try PDF417("A"))),
                bytes: some(
                    withEverything + ["CT-S801"],
                    "1D 28 6B 03 00 30 41 01  1D 28 6B 03 00 30 42 0A  1D 28 6B 03 00 30 43 02"
                        + "1D 28 6B 03 00 30 44 03  1D 28 6B 04 00 30 45 30 32  1D 28 6B 03 00 30 46 00"
                        + "1D 28 6B 04 00 30 50 30 41  1D 28 6B 03 00 30 51 30"
                )
            ),
        ]
    }

    /// A page of 120 rows with an area of 96 by 60 dots at 24, 10, turned; vertical distances are in half dots, which
    /// along a line that is turned are the places in it.
    static func page(_ turn: LayoutTurn) -> Row {
        let area = LayoutArea(x: 24, y: 10, width: 96, height: 60, turn: turn, blocks: [line("A"), line("中")])
        let turned =
            switch turn {
            case .none: "1B 54 00  1D 24 30 00 1B 24 00 00 41  1D 24 6C 00 1B 24 00 00 1C 26 D6 D0"
            case .left: "1B 54 01  1D 24 18 00 1B 24 00 00 41  1D 24 36 00 1B 24 00 00 1C 26 D6 D0"
            case .upsideDown: "1B 54 02  1D 24 30 00 1B 24 00 00 41  1D 24 6C 00 1B 24 00 00 1C 26 D6 D0"
            case .right: "1B 54 03  1D 24 18 00 1B 24 00 00 41  1D 24 36 00 1B 24 00 00 1C 26 D6 D0"
            }
        func bytes(width: String) -> String {
            "1B 4C  1B 57 18 00 14 00 60 00 78 00" + turned + "1B 57 00 00 00 00" + width + "F0 00  0C"
        }
        return Row(
            name: "page turned by \(turn.rawValue)°",
            block: .page(LayoutPage(height: 120, areas: [area])),
            bytes: some(["TM-T88V", "TM-T88III"], bytes(width: "00 02")).merging(["TM-m30": bytes(width: "40 02")]) {
                $1
            }
        )
    }
}
