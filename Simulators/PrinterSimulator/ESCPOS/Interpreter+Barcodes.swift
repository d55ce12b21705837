import Imaging
import Receipts

extension Interpreter {
    private static let formA: [Symbology] = [.upcA, .upcE, .ean13, .ean8, .code39, .itf, .codabar]
    private static let formB: [Symbology] =
        formA + [
            .code93, .code128, .gs1128, .dataBar, .dataBarTruncated, .dataBarLimited, .dataBarExpanded, .code128,
        ]

    /// `GS h`, `GS w`, `GS H`, `GS f`.
    mutating func setBarcode(_ bytes: [UInt8], _ n: UInt8) {
        switch bytes[1] {
        case 0x68 where n > 0: barcode.height = Int(n)
        case 0x77 where (2...6).contains(n): barcode.module = Int(n)
        case 0x48 where digit(n, most: 3) != nil:
            barcode.isTextAbove = n & 1 != 0
            barcode.isTextBelow = n & 2 != 0
        case 0x66 where digit(n, most: 1) != nil: barcode.textFont = n & 1 == 0 ? .a : .b
        default: report(.badParameters, bytes)
        }
    }

    /// `GS k`, both forms. False for a code this printer does not draw.
    mutating func printBarcode(_ bytes: [UInt8]) -> Bool {
        let function = Int(bytes[2])
        let isFormA = function < Self.formA.count
        let symbology = isFormA ? Self.formA[function] : Self.formB[function - 65]
        guard model.symbols.contains(symbology) else {
            return false
        }
        let data = isFormA ? Array(bytes.dropFirst(3).prefix { $0 != 0 }) : Array(bytes.dropFirst(4))
        // A symbol wider than the area is not printed.
        guard typesetter.isAtLineStart, !data.isEmpty,
            let bars = BarcodeBars(symbology, data, isAutomatic: function == 79, barcode),
            bars.dots <= typesetter.lineWidth
        else {
            report(.badParameters, bytes)
            return true
        }
        printBars(bars, symbology)
        return true
    }

    private mutating func printBars(_ bars: BarcodeBars, _ symbology: Symbology) {
        let text = characters(bars.text)
        let above = barcode.isTextAbove ? text.height : 0
        let below = barcode.isTextBelow ? text.height : 0
        let width = max(bars.dots, barcode.isTextAbove || barcode.isTextBelow ? text.width : 0)
        var picture = Bitmap1(width: width, height: above + barcode.height + below)
        var x = (width - bars.dots) / 2
        for (place, dots) in bars.widths.enumerated() {
            if place % 2 == 0 {
                picture.fill(x: x, y: above, width: dots, height: barcode.height)
            }
            x += dots
        }
        let textLeft = (width - text.width) / 2
        if above > 0 {
            picture.paint(text, x: textLeft, y: 0)
        }
        if below > 0 {
            picture.paint(text, x: textLeft, y: above + barcode.height)
        }
        let readable = String(decoding: bars.text.filter { (0x20...0x7E).contains($0) }, as: UTF8.self)
        let lines = (above > 0 ? [readable] : []) + ["[\(symbology.title)]"] + (below > 0 ? [readable] : [])
        typesetter.print(
            picture,
            below: below,
            text: lines.joined(separator: "\n"),
            symbol: PaperLine.Symbol(symbology: symbology, content: bars.content)
        )
    }

    /// Characters side by side in the font for text at bar codes.
    private mutating func characters(_ bytes: [UInt8]) -> Bitmap1 {
        var style = TextStyle()
        style.font = barcode.textFont
        let width = style.font == .a ? 12 : 9
        var picture = Bitmap1(width: width * bytes.count, height: style.font == .a ? 24 : 17)
        for (place, byte) in bytes.enumerated() where (0x20...0x7E).contains(byte) {
            if let cell = painter.cell(Unicode.Scalar(byte), isWide: false, style) {
                picture.paint(cell, x: place * width, y: 0)
            }
        }
        return picture
    }
}
