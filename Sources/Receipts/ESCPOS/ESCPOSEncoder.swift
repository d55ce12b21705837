import Imaging

/// Turns a layout into ESC/POS bytes for a printer's profile.
///
/// The bytes begin with `ESC @` (and hold no second one): it ends automatic status, which the sender switches on again
/// behind the first two bytes. They end at the start of a line. No byte of text or symbol can be taken for a command.
public struct ESCPOSEncoder: TextReceiptEncoder, Sendable {
    public static let initialise: [UInt8] = ESCPOSCommand.initialise

    let profile: PrinterProfile
    let charsets: any CharsetEncoding
    /// Opens the fonts when the first dot of text must be drawn; nil where there are none.
    let glyphs: GlyphOpener?

    public init(profile: PrinterProfile, charsets: any CharsetEncoding, glyphs: GlyphOpener? = nil) {
        self.profile = profile
        self.charsets = charsets
        self.glyphs = glyphs
    }

    public func encode(_ layout: ReceiptLayout) -> EncodedReceipt { encodeAll(of: layout) }

    func canPrint(_ logo: NVLogo) -> Bool { command(for: logo) != nil }

    func encode(_ block: LayoutBlock, of layout: ReceiptLayout, into stream: inout ESCPOSStream) {
        switch block {
        case .line(let line): encode(line, of: layout, into: &stream)
        case .rule: encodeRule(columns: layout.columns, into: &stream)
        case .blank: stream.endLine()
        case .frame(let frame): encode(frame, into: &stream)
        case .symbol(let symbol): encode(symbol, of: layout, into: &stream)
        case .image(let image): encodePicture(image.picture, image.place, of: layout, into: &stream)
        case .logo(let logo): encode(logo, of: layout, into: &stream)
        case .feed(let dots): encodeFeed(dots, into: &stream)
        case .cut(let cut): encode(cut, into: &stream)
        case .drawer: stream.raw(profile.drawer.map { ESCPOSCommand.drawer($0) } ?? [])
        case .beep: stream.raw(profile.beeper.map { ESCPOSCommand.beep($0) } ?? [])
        // A page in a page is ignored.
        case .page: break
        }
    }

    // MARK: paper

    private func encodeFeed(_ dots: Int, into stream: inout ESCPOSStream) {
        guard profile.quirks.contains(.ignoresDotFeed) else {
            stream.raw(ESCPOSCommand.feed(units: dots * profile.feedUnits / FontA.linePitch))
            return
        }
        for _ in 0..<max(0, (dots + FontA.linePitch / 2) / FontA.linePitch) {
            stream.endLine()
        }
    }
}
