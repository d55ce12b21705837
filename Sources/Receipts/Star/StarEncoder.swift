import Imaging

/// Turns a layout into bytes of Star's line mode or StarPRNT for a printer's profile.
///
/// The bytes begin with `ESC @` and end at the start of a line. No byte of text or symbol can be taken for a command.
public struct StarEncoder: TextReceiptEncoder, Sendable {
    typealias Commands = StarCommand

    let profile: PrinterProfile
    let charsets: any CharsetEncoding
    let glyphs: GlyphOpener?

    /// `glyphs` opens the fonts when the first dot of text must be drawn; nil where there are none.
    public init(profile: PrinterProfile, charsets: any CharsetEncoding, glyphs: GlyphOpener? = nil) {
        self.profile = profile
        self.charsets = charsets
        self.glyphs = glyphs
    }

    public func encode(_ layout: ReceiptLayout) -> EncodedReceipt { encodeAll(of: layout.spaced(profile.linePitch)) }

    func canPrint(_ logo: NVLogo) -> Bool { profile.logos == .numbers && logo.number != nil }

    func encode(_ block: LayoutBlock, of layout: ReceiptLayout, into stream: inout Stream) {
        switch block {
        case .line(let line): encode(line, of: layout, into: &stream)
        case .rule: encodeRule(columns: layout.columns, into: &stream)
        case .blank: stream.endLine()
        case .frame(let frame): encode(frame, into: &stream)
        case .symbol(let symbol): encode(symbol, of: layout, into: &stream)
        case .image(let image): encodePicture(image.picture, image.place, of: layout, into: &stream)
        case .logo(let logo):
            encodePlaced(logo.number.map(StarCommand.logo) ?? [], logo.place, width: 0, of: layout, into: &stream)
        case .feed(let dots): encodeFeed(dots, into: &stream)
        case .cut(let cut): encode(cut, into: &stream)
        case .drawer: stream.raw(profile.drawer.map { StarCommand.drawer($0) } ?? [])
        case .beep: stream.raw(profile.beeper == nil ? [] : StarCommand.buzzer)
        // A page in a page is ignored.
        case .page: break
        }
    }

    // MARK: symbols and pictures

    private func encode(_ symbol: LayoutSymbol, of layout: ReceiptLayout, into stream: inout Stream) {
        if let command = nativeCommand(symbol), !StarRealTimeCommand.isHidden(in: command) {
            encodePlaced(command, symbol.place, width: symbol.width, of: layout, into: &stream)
        } else {
            encodePicture(symbol.bitmap(), symbol.place, of: layout, into: &stream)
        }
    }

    /// Nil when the printer does not draw such a symbol.
    private func nativeCommand(_ symbol: LayoutSymbol) -> [UInt8]? {
        guard profile.symbols.contains(symbol.symbology) else {
            return nil
        }
        switch symbol.content {
        case .barcode(let barcode):
            return StarCommand.bars(
                barcode,
                moduleDots: symbol.moduleDots,
                height: symbol.barHeight,
                dots: profile.dots
            )
        case .qr(let qr): return StarCommand.qr(qr, moduleDots: symbol.moduleDots)
        case .pdf417(let pdf417): return StarCommand.pdf417(pdf417, moduleDots: symbol.moduleDots)
        }
    }

    /// Something that the printer draws, at its place: aligned in the line, or in a part of it by its distance from the
    /// left, because margins that leave less than 36 mm are ignored.
    private func encodePlaced(
        _ command: [UInt8],
        _ place: LayoutPlace,
        width: Int,
        of layout: ReceiptLayout,
        into stream: inout Stream
    ) {
        let isWhole = place.column == 0 && place.span >= layout.columns
        if !isWhole {
            stream.raw(StarCommand.position(place.left(width: width)))
        } else if place.alignment != .left {
            stream.raw(StarCommand.align(place.alignment))
        }
        stream.raw(command)
        if isWhole, place.alignment != .left {
            stream.raw(StarCommand.align(.left))
        }
        stream.forgetMode()
    }

    /// Dots at their place, which white dots at the left make.
    func encodePicture(
        _ picture: Bitmap1,
        _ place: LayoutPlace,
        of layout: ReceiptLayout,
        into stream: inout Stream
    ) {
        var dots = picture
        let left = place.left(width: picture.width)
        if left > 0 || picture.width > profile.dots {
            dots = Bitmap1(width: min(profile.dots, left + picture.width), height: picture.height)
            dots.paint(picture, x: left, y: 0)
        }
        guard profile.dialect == .starLine || profile.image != .raster else {
            // Half the buffer, so that the next band arrives while the last is printed.
            stream.raw(
                StarCommand.raster(dots, bandBytes: profile.bufferBytes / 2, isUpsideDown: layout.isUpsideDown)
            )
            stream.forgetMode()
            return
        }
        // Within a table it is away already.
        let hasSpacing = stream.hasLineSpacing
        if hasSpacing {
            stream.raw(StarCommand.noLineSpacing)
        }
        switch profile.image {
        case .raster, .graphics: stream.raw(StarCommand.lineRaster(dots, isUpsideDown: layout.isUpsideDown))
        case .columns24: stream.raw(StarCommand.columns(dots, stripHeight: 24, isUpsideDown: layout.isUpsideDown))
        case .columns8:
            // Needles have fewer dots than the cells are counted in.
            let small = dots.shrunk(
                width: dots.width * profile.imageDots / profile.dots,
                height: dots.height * profile.imageDots / profile.dots
            )
            stream.raw(StarCommand.columns(small, stripHeight: 8, isUpsideDown: layout.isUpsideDown))
        }
        if hasSpacing {
            stream.raw(StarCommand.defaultLineSpacing)
        }
        stream.forgetMode()
    }

    // MARK: paper

    private func encodeFeed(_ dots: Int, into stream: inout Stream) {
        stream.raw(StarCommand.feed(units: dots * profile.feedUnits / FontA.linePitch))
    }
}
