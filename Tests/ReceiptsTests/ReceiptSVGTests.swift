import Domain
import Imaging
import Linux
import Testing

@testable import Receipts

@Suite("Receipt SVG")
struct ReceiptSVGTests {
    private let metrics = CellMetrics(widePunctuation: true)

    private func svg(_ blocks: [LayoutBlock], isUpsideDown: Bool = false) -> String {
        ReceiptSVG.svg(
            ReceiptLayout(columns: 24, metrics: metrics, blocks: blocks, isUpsideDown: isUpsideDown)
        )
    }

    private func line(_ text: String, at column: Int, _ style: TextStyle = .plain) -> LayoutBlock {
        let span = metrics.cells(text) * style.widthScale
        return .line(LayoutLine(runs: [LayoutRun(column: column, text: text, style: style, span: span)]))
    }

    @Test("words and Han stand at their cells with their lengths, and nothing of them is markup")
    func text() {
        let drawing = svg([line("a<b & 中文\u{1}c", at: 2), line("x", at: 0, .double)])
        #expect(drawing.contains("viewBox=\"0 0 288 78\""))
        let pieces = [
            "<text class=\"n\" x=\"24\" y=\"20\" textLength=\"36\" lengthAdjust=\"spacingAndGlyphs\">a&lt;b</text>",
            "<text class=\"n\" x=\"72\" y=\"20\" textLength=\"12\" lengthAdjust=\"spacingAndGlyphs\">&amp;</text>",
            "<text class=\"w\" x=\"96\" y=\"20\" textLength=\"48\" lengthAdjust=\"spacingAndGlyphs\">中文</text>",
            "<text class=\"n\" x=\"144\" y=\"20\" textLength=\"12\" lengthAdjust=\"spacingAndGlyphs\">c</text>",
            "<text class=\"n\" transform=\"translate(0 30) scale(2 2)\" y=\"20\" textLength=\"12\" "
                + "lengthAdjust=\"spacingAndGlyphs\">x</text>",
        ]
        for piece in pieces {
            #expect(drawing.contains(piece), "\(piece) in \(drawing)")
        }
        #expect(!drawing.contains("\u{1}"))
    }

    @Test("bold, inverse and underlined text have their class, bar and line")
    func styles() {
        let drawing = svg([line("a", at: 1, TextStyle(bold: true, inverse: true, underlined: true))])
        #expect(drawing.contains("<path d=\"M12 0h12v24h-12z\"/>\n<text class=\"n b i\""))
        #expect(drawing.contains("<path d=\"M12 22h12v2h-12z\" class=\"i\"/>"))
    }

    @Test("dots are few rectangles: runs side by side and the same run below are one")
    func dots() {
        var path = SVGPath()
        path.dots(of: Bitmap1(width: 8, height: 4, bytes: [0xC3, 0xC3, 0x03, 0x80]), x: 10, y: 20)
        #expect(path.data == "M10 20h2v2h-2z" + "M16 20h2v3h-2z" + "M10 23h1v1h-1z")
    }

    @Test("rectangles cover exactly the black dots", arguments: 0..<8)
    func cover(seed: UInt32) {
        var state = seed
        let dots = Bitmap1(
            width: 29,
            height: 17,
            bytes: (0..<68).map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return UInt8(truncatingIfNeeded: state >> 24)
            }
        )
        var path = SVGPath()
        path.dots(of: dots, x: 0, y: 0)
        var drawn = Bitmap1(width: 29, height: 17)
        for piece in path.data.split(separator: "z") {
            let numbers = piece.split { "Mhv -".contains($0) }.compactMap { Int($0) }
            drawn.invert(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
        }
        #expect(drawn == dots)
    }

    @Test("pages nest their areas, turned paper is turned")
    func turned() {
        let area = LayoutArea(x: 24, y: 10, width: 100, height: 90, turn: .left, blocks: [line("LT", at: 0)])
        let drawing = svg([.page(LayoutPage(height: 120, areas: [area]))], isUpsideDown: true)
        #expect(
            drawing.contains(
                "<svg x=\"24\" y=\"10\" width=\"100\" height=\"90\"><g transform=\"translate(0 90) rotate(-90)\">"
            )
        )
        #expect(drawing.contains("rotate(180 144 60)"))
    }

    @Test("the document's drawing is well-formed and holds its texts", arguments: Receipt.Language.allCases)
    func document(language: Receipt.Language) throws {
        let receipt = Samples.receipt(.sale, language)
        let drawing = try ReceiptRenderer.svg(document: receipt.json, columns: 42, copy: true)
        #expect(drawing.contains(">COPY</text>"))
        #expect(drawing.filter { $0 == "<" }.count == drawing.filter { $0 == ">" }.count)
    }

    @Test(
        "a viewer's picture has its ink in the cells of ours",
        .enabled(if: Files.exists("/usr/bin/rsvg-convert"), "librsvg2-bin is not installed"),
        arguments: Receipt.Language.allCases
    )
    func picture(language: Receipt.Language) throws {
        let layout = ReceiptLayout(Samples.receipt(.sale, language), columns: 32)
        let stem = "/tmp/countertop-svg-\(UInt64.random(in: 0 ... .max))"
        defer {
            try? Files.remove(stem + ".svg")
            try? Files.remove(stem + ".png")
        }
        try Files.writeAtomically(Array(ReceiptSVG.svg(layout).utf8), to: stem + ".svg")
        let viewer = try ChildProcess(
            ["rsvg-convert", "-o", stem + ".png", stem + ".svg"],
            output: .discard,
            error: .discard
        )
        try #require(try viewer.wait(until: .after(milliseconds: 10_000)) != nil)
        let theirs = try Bitmap1(png: try Files.read(stem + ".png"))
        let ours = try ReceiptPicture.bitmap(layout, glyphs: try GlyphSource())
        #expect(theirs.width == ours.width && theirs.height == ours.height)
        var different = 0
        var cells = 0
        for y in stride(from: 0, to: ours.height, by: 30) {
            for x in stride(from: 0, to: ours.width, by: 12) {
                let ink = ours.hasInk(x: x, y: y)
                cells += ink ? 1 : 0
                different += ink == theirs.hasInk(x: x, y: y) ? 0 : 1
            }
        }
        #expect(different * 20 <= cells, "\(different) of \(cells)")
    }
}

extension Bitmap1 {
    /// Whether a dot is black in the middle of a cell.
    fileprivate func hasInk(x: Int, y: Int) -> Bool {
        (y + 2..<y + 28).contains { row in (x + 1..<x + 11).contains { self[$0, row] } }
    }
}
