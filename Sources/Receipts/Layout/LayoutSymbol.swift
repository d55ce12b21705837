import Imaging

/// A one- or two-dimensional code at a place across the paper; the text that belongs below it stands in lines of its
/// own.
public struct LayoutSymbol: Sendable, Hashable {
    public enum Content: Sendable, Hashable {
        case barcode(Barcode)
        case qr(QRContent)
        case pdf417(PDF417)
    }

    public let content: Content
    /// Dots across the narrowest bar, or along the side of a module.
    public let moduleDots: Int
    /// Dots from the top of the bars to their end; two-dimensional codes have a height of their own.
    public let barHeight: Int
    public let place: LayoutPlace

    init(_ content: Content, moduleDots: Int, barHeight: Int = 72, place: LayoutPlace) {
        self.content = content
        self.moduleDots = moduleDots
        self.barHeight = barHeight
        self.place = place
    }

    public var symbology: Symbology {
        switch content {
        case .barcode(let barcode): barcode.symbology
        case .qr: .qr
        case .pdf417: .pdf417
        }
    }

    /// Dots across, without quiet zones.
    public var width: Int {
        switch content {
        case .barcode(let barcode): barcode.width * moduleDots
        case .qr(let qr): qr.size * moduleDots
        case .pdf417(let pdf417): pdf417.width * moduleDots
        }
    }

    /// Dots from top to end, without quiet zones.
    public var height: Int {
        switch content {
        case .barcode: barHeight
        case .qr(let qr): qr.size * moduleDots
        case .pdf417(let pdf417): pdf417.height * moduleDots
        }
    }

    /// What a reader would find in a symbol without text below it.
    var hiddenText: String {
        switch content {
        case .barcode: ""
        case .qr(let qr): PrintableText.clean(String(decoding: qr.bytes, as: UTF8.self))
        case .pdf417(let pdf417): PrintableText.clean(String(decoding: pdf417.bytes, as: UTF8.self))
        }
    }

    /// The symbol as a picture, without quiet zones; takes a few milliseconds for large QR symbols.
    public func bitmap() -> Bitmap1 {
        switch content {
        case .barcode(let barcode): barcode.bitmap(moduleDots: moduleDots, height: barHeight)
        case .qr(let qr): qr.code.bitmap(moduleDots: moduleDots)
        case .pdf417(let pdf417): pdf417.bitmap(moduleDots: moduleDots)
        }
    }
}
