import Imaging
import Receipts

extension Interpreter {
    private static let formA: [PrintedSymbol.Kind] = [
        .upcA, .upcE, .ean13, .ean8, .code39, .interleaved2of5, .codabar,
    ]
    private static let formB: [PrintedSymbol.Kind] =
        formA + [.code93, .code128, .gs1128] + [PrintedSymbol.Kind](repeating: .gs1DataBar, count: 4) + [.code128]
    private static let drawn: Set<PrintedSymbol.Kind> = [.upcA, .ean13, .ean8, .code39, .interleaved2of5, .code128]

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

    /// `GS k`, both forms.
    mutating func printBarcode(_ bytes: [UInt8]) {
        let function = Int(bytes[2])
        let isFormA = function < Self.formA.count
        let kind = isFormA ? Self.formA[function] : Self.formB[function - 65]
        let data = isFormA ? Array(bytes.dropFirst(3).prefix { $0 != 0 }) : Array(bytes.dropFirst(4))
        guard typesetter.isAtLineStart, !data.isEmpty else {
            report(.badParameters, bytes)
            return
        }
        guard Self.drawn.contains(kind) else {
            printBox(kind, data, side: 200, height: barcode.height)
            return
        }
        // A symbol wider than the area is not printed.
        guard let bars = bars(kind, data, isAutomatic: function == 79), bars.dots <= typesetter.areaWidth else {
            report(.badParameters, bytes)
            return
        }
        printBars(bars, kind: kind)
    }

    /// `GS ( k pL pH cn fn …`. False for a function or code that is not done.
    mutating func performSymbol(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 7 else {
            return false
        }
        let data = bytes.dropFirst(8)
        switch (bytes[5], bytes[6]) {
        case (49, 65), (49, 69): break
        case (49, 67) where (1...16).contains(bytes[7]): qr.module = Int(bytes[7])
        case (49, 80): qr.content = Array(data)
        case (49, 81) where !qr.content.isEmpty && typesetter.isAtLineStart:
            printQR(bytes)
        case (48, 65...70): break
        case (48, 80): pdf417 = Array(data)
        case (48, 81) where !pdf417.isEmpty && typesetter.isAtLineStart:
            printBox(.pdf417, pdf417, side: 300, height: 90)
        case (48...49, 67), (48...49, 81): report(.badParameters, bytes)
        default: return false
        }
        return true
    }

    /// Nil for data the code cannot hold.
    private func bars(_ kind: PrintedSymbol.Kind, _ data: [UInt8], isAutomatic: Bool) -> BarcodeBars? {
        switch kind {
        case .upcA: EANBars.upcA(data, module: barcode.module)
        case .ean13: EANBars.ean13(data, module: barcode.module)
        case .ean8: EANBars.ean8(data, module: barcode.module)
        case .code39: Code39Bars.bars(data, narrow: barcode.module, wide: barcode.wideElement)
        case .interleaved2of5: InterleavedBars.bars(data, narrow: barcode.module, wide: barcode.wideElement)
        case .code128 where isAutomatic: Code128Bars.bars(plain: data, module: barcode.module)
        case .code128: Code128Bars.bars(data, module: barcode.module)
        default: nil
        }
    }

    private mutating func printBars(_ bars: BarcodeBars, kind: PrintedSymbol.Kind) {
        let text = characters(bars.content)
        let textHeight = text.height
        let above = barcode.isTextAbove ? textHeight : 0
        let below = barcode.isTextBelow ? textHeight : 0
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
        var lines = ["[\(kind.rawValue)]"]
        let readable = String(decoding: bars.content.filter { (0x20...0x7E).contains($0) }, as: UTF8.self)
        if above > 0 {
            lines.insert(readable, at: 0)
        }
        if below > 0 {
            lines.append(readable)
        }
        typesetter.print(
            picture,
            text: lines.joined(separator: "\n"),
            symbol: PaperLine.Symbol(kind: kind, content: bars.content, isDrawn: true)
        )
    }

    private mutating func printQR(_ bytes: [UInt8]) {
        guard let symbol = QRCode(qr.content), symbol.size * qr.module <= typesetter.areaWidth else {
            report(.badParameters, bytes)
            return
        }
        var picture = Bitmap1(width: symbol.size, height: symbol.size)
        for y in 0..<symbol.size {
            for x in 0..<symbol.size where symbol[x, y] {
                picture[x, y] = true
            }
        }
        typesetter.print(
            picture.scaled(horizontal: qr.module, vertical: qr.module),
            text: text(of: .qr, qr.content),
            symbol: PaperLine.Symbol(kind: .qr, content: qr.content, isDrawn: true)
        )
    }

    /// A box with the name of the code, where its modules are not drawn.
    private mutating func printBox(_ kind: PrintedSymbol.Kind, _ content: [UInt8], side: Int, height: Int) {
        let width = min(side, typesetter.areaWidth)
        var picture = Bitmap1(width: width, height: height)
        picture.fill(x: 0, y: 0, width: width, height: height)
        picture.invert(x: 2, y: 2, width: max(0, width - 4), height: max(0, height - 4))
        let label = characters(Array(kind.rawValue.utf8))
        picture.paint(label, x: max(0, width - label.width) / 2, y: max(0, height - label.height) / 2)
        typesetter.print(
            picture,
            text: text(of: kind, content),
            symbol: PaperLine.Symbol(kind: kind, content: content, isDrawn: false)
        )
    }

    /// The name of a two-dimensional code and what it holds, in lines of the area.
    private func text(of kind: PrintedSymbol.Kind, _ content: [UInt8]) -> String {
        var lines = ["[\(kind.rawValue)]"]
        let scalars = Array(String(decoding: content, as: UTF8.self).unicodeScalars.filter { $0.value >= 0x20 })
        let columns = max(1, typesetter.areaWidth / Typesetter.column)
        for start in stride(from: 0, to: scalars.count, by: columns) {
            var line = ""
            line.unicodeScalars.append(contentsOf: scalars[start..<min(start + columns, scalars.count)])
            lines.append(line)
        }
        return lines.joined(separator: "\n")
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
