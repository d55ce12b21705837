/// A symbol as a property asks for it.
struct MarkupSymbol {
    let text: String
    let options: MarkupSymbolOptions

    /// The symbol, as large as was asked for or as the paper allows, with `space` cells for it from `left`.
    func symbol(
        left: Int,
        space: Int,
        alignment: LayoutPlace.Alignment
    ) throws(SymbolError) -> LayoutSymbol {
        guard options.symbology != .qrcode else {
            let content = try QRContent(text, level: level)
            return try placed(.qr(content), modules: content.size, quiet: 4, left, space, alignment)
        }
        let barcode = try Barcode(symbology, data)
        return try placed(.barcode(barcode), modules: barcode.width, quiet: barcode.quietZone, left, space, alignment)
    }

    private func placed(
        _ content: LayoutSymbol.Content,
        modules: Int,
        quiet: Int,
        _ left: Int,
        _ space: Int,
        _ alignment: LayoutPlace.Alignment
    ) throws(SymbolError) -> LayoutSymbol {
        let asked = options.symbology == .qrcode ? options.cellSize : options.moduleWidth
        let dots = min(asked, space * FontA.cellWidth / (modules + 2 * quiet))
        // Whole cells of white at either side.
        let white = (quiet * dots + FontA.cellWidth - 1) / FontA.cellWidth
        let span = space - 2 * white
        let isWholeCells = span * FontA.cellWidth >= modules * dots
        let symbol = LayoutSymbol(
            content,
            moduleDots: dots,
            barHeight: options.height,
            place: isWholeCells
                ? LayoutPlace(alignment, column: left + white, span: span)
                : LayoutPlace(.centre, column: left, span: space)
        )
        guard dots >= 2 else {
            throw .tooWide(symbol.symbology, modules: modules + 2 * quiet)
        }
        return symbol
    }

    /// Of UPC and EAN the number of digits tells which one is meant.
    private var symbology: Symbology {
        switch options.symbology {
        case .upc: text.utf8.count <= 8 ? .upcE : .upcA
        case .ean: text.utf8.count <= 8 ? .ean8 : .ean13
        case .code39: .code39
        case .itf: .itf
        case .codabar: .codabar
        case .code93: .code93
        case .code128: .code128
        case .qrcode: .qr
        }
    }

    /// The asterisks around Code 39 may be written or not.
    private var data: String {
        guard options.symbology == .code39, text.utf8.count > 2, text.hasPrefix("*"), text.hasSuffix("*") else {
            return text
        }
        return String(text.dropFirst().dropLast())
    }

    private var level: QRLevel {
        switch options.level {
        case .l: .low
        case .m: .medium
        case .q: .quartile
        case .h: .high
        }
    }
}
