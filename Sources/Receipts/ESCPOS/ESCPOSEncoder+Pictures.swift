import Imaging

/// Symbols and pictures: drawn by the printer where it can, else dot by dot.
extension ESCPOSEncoder {
    func encode(_ symbol: LayoutSymbol, of layout: ReceiptLayout, into stream: inout ESCPOSStream) {
        if let command = nativeCommand(symbol), !RealTimeCommand.isHidden(in: command) {
            encodePlaced(command, symbol.place, of: layout, into: &stream)
        } else {
            encodePicture(symbol.bitmap(), symbol.place, of: layout, into: &stream)
        }
    }

    /// Nil when the printer does not draw such a symbol.
    func nativeCommand(_ symbol: LayoutSymbol) -> [UInt8]? {
        guard profile.symbols.contains(symbol.symbology) else {
            return nil
        }
        switch symbol.content {
        // Epson's printers draw UPC-E of number system 0 only.
        case .barcode(let barcode) where barcode.symbology == .upcE && barcode.escposData.first != 0x30:
            return nil
        case .barcode(let barcode):
            guard let number = barcode.symbology.escposNumber, barcode.escposData.count <= 255 else {
                return nil
            }
            return ESCPOSCommand.bars(
                number,
                barcode.escposData,
                moduleDots: symbol.moduleDots,
                height: symbol.barHeight
            )
        case .qr(let qr): return ESCPOSCommand.qr(qr, moduleDots: symbol.moduleDots)
        case .pdf417(let pdf417): return ESCPOSCommand.pdf417(pdf417, moduleDots: symbol.moduleDots)
        }
    }

    /// Nil when the printer cannot call the picture.
    func command(for logo: NVLogo) -> [UInt8]? {
        profile.logos.flatMap { ESCPOSCommand.logo(logo, by: $0) }
    }

    func encode(_ logo: NVLogo, of layout: ReceiptLayout, into stream: inout ESCPOSStream) {
        if let command = command(for: logo) {
            encodePlaced(command, logo.place, of: layout, into: &stream)
        }
    }

    /// Something whose width the printer knows, at its place.
    private func encodePlaced(
        _ command: [UInt8],
        _ place: LayoutPlace,
        of layout: ReceiptLayout,
        into stream: inout ESCPOSStream
    ) {
        let isPart = place.column > 0 || place.span < layout.columns
        if isPart {
            stream.raw(
                ESCPOSCommand.area(left: place.column * FontA.cellWidth, width: place.span * FontA.cellWidth)
            )
        }
        if place.alignment != .left {
            stream.raw(ESCPOSCommand.align(place.alignment))
        }
        stream.raw(command)
        if place.alignment != .left {
            stream.raw(ESCPOSCommand.align(.left))
        }
        if isPart {
            stream.raw(ESCPOSCommand.area(left: 0, width: profile.dots))
        }
        stream.forgetMode()
    }

    /// Dots at their place. A part of the line is reached by white dots at the left, which every printer knows.
    func encodePicture(
        _ picture: Bitmap1,
        _ place: LayoutPlace,
        of layout: ReceiptLayout,
        into stream: inout ESCPOSStream
    ) {
        let isCentred = place.alignment == .centre && place.column == 0 && place.span >= layout.columns
        var dots = picture
        let left = isCentred ? 0 : place.left(width: picture.width)
        if left > 0 || picture.width > profile.dots {
            dots = Bitmap1(width: min(profile.dots, left + picture.width), height: picture.height)
            dots.paint(picture, x: left, y: 0)
        }
        let whole = LayoutPlace(isCentred ? .centre : .left, span: layout.columns)
        // Within a table it is away already.
        let takesSpacing = stream.hasLineSpacing && (profile.image == .columns8 || profile.image == .columns24)
        if takesSpacing {
            stream.raw(ESCPOSCommand.noLineSpacing)
        }
        encodePlaced(dotCommand(dots, isUpsideDown: layout.isUpsideDown), whole, of: layout, into: &stream)
        if takesSpacing {
            stream.raw(ESCPOSCommand.defaultLineSpacing)
        }
    }

    private func dotCommand(_ dots: Bitmap1, isUpsideDown: Bool) -> [UInt8] {
        // Half the buffer, so that the next band arrives while the last is printed.
        let bandBytes = profile.bufferBytes / 2
        switch profile.image {
        case .raster:
            let lineFeed = profile.quirks.contains(.rasterEatsLineFeed) ? ESCPOSCommand.lineFeed : []
            return ESCPOSCommand.raster(dots, bandBytes: bandBytes, isUpsideDown: isUpsideDown) + lineFeed
        case .graphics:
            return ESCPOSCommand.graphics(dots, bandBytes: bandBytes, isUpsideDown: isUpsideDown)
        case .columns24:
            return ESCPOSCommand.columns(dots, stripHeight: 24, isUpsideDown: isUpsideDown)
        case .columns8:
            // Needles have fewer dots than the cells are counted in.
            let small = dots.shrunk(
                width: dots.width * profile.imageDots / profile.dots,
                height: dots.height * profile.imageDots / profile.dots
            )
            return ESCPOSCommand.columns(small, stripHeight: 8, isUpsideDown: isUpsideDown)
        }
    }
}
