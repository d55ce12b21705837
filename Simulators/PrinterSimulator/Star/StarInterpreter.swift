import Imaging
import Linux
import Receipts

/// Does the commands of Star's line mode, of StarPRNT and of raster mode.
struct StarInterpreter: CharacterPrinting {
    /// `ESC z 1`: 4 mm.
    static let usualSpacing = 32
    /// `ESC 0`: 3 mm.
    static let narrowSpacing = 24

    let model: PrinterModel
    var typesetter: Typesetter
    var painter: GlyphPainter
    var characters: CharacterTable
    var style = TextStyle()
    /// Whether a byte from 80 on may begin a double byte.
    var isMultibyte: Bool
    /// First half of a double byte, and where it stood.
    var lead: (byte: UInt8, offset: Int)?
    /// Bytes taken, or thrown away before they could be, since the printer was made.
    private(set) var position = 0
    var page: UInt8 = 1
    var nationalSet: UInt8 = 0
    var qr = StarQRSettings()
    var pdf417 = StarPDF417Settings()
    /// Raster mode, nil outside.
    var raster: StarRaster?
    /// What `ESC FS q` stored; stays without power.
    var logos: [UInt8: Bitmap1] = [:]
    private var stream = StarCommandStream()
    private var actions: [PrinterAction] = []

    init(_ model: PrinterModel, glyphs: GlyphSource, iconv: Iconv) {
        self.model = model
        typesetter = Typesetter(dotsPerLine: model.dotsPerLine)
        typesetter.lineSpacing = Self.usualSpacing
        painter = GlyphPainter(glyphs)
        characters = CharacterTable(iconv)
        isMultibyte = model.multibyteCharset != nil && model.startsInMultibyteMode
    }

    mutating func take(_ byte: UInt8) {
        position += 1
        guard let element = stream.take(byte) else {
            return
        }
        switch element {
        case .byte(let byte): character(byte)
        case .command(let bytes):
            dropLead()
            perform(bytes)
        case .unknown(let bytes):
            dropLead()
            report(.unknownCommand, bytes)
        case .tooLong(let bytes):
            dropLead()
            report(.badParameters, bytes)
        }
        postLines()
    }

    mutating func takeActions() -> [PrinterAction] {
        defer { actions.removeAll(keepingCapacity: true) }
        return actions
    }

    mutating func clear(unread: Int) {
        position += unread
        stream = StarCommandStream()
        lead = nil
        raster = nil
        typesetter.clearLine()
    }

    mutating func losePower(unread: Int) {
        clear(unread: unread)
        initialise()
        actions.removeAll()
    }

    /// What `ESC @` does: modes and the begun line are gone.
    mutating func initialise() {
        typesetter.reset()
        typesetter.lineSpacing = Self.usualSpacing
        style = TextStyle()
        isMultibyte = model.multibyteCharset != nil && model.startsInMultibyteMode
        lead = nil
        page = 1
        nationalSet = 0
        qr = StarQRSettings()
        pdf417 = StarPDF417Settings()
        raster = nil
    }

    mutating func post(_ action: PrinterAction) {
        postLines()
        actions.append(action)
    }

    /// Tells of bytes it can do nothing with; those of the last element unless `offset` says where they stood.
    mutating func report(_ reason: UnknownBytes.Reason, _ bytes: [UInt8], at offset: Int? = nil) {
        let place = offset ?? position - stream.bytesInElement
        actions.append(.unknown(UnknownBytes(offset: place, bytes: Array(bytes.prefix(64)), reason: reason)))
    }

    /// Prints what is in the line buffer, as commands do that cannot share a line.
    mutating func endBegunLine() {
        if !typesetter.isAtLineStart {
            typesetter.endLine()
        }
    }

    private mutating func postLines() {
        for line in typesetter.takeFinished() {
            actions.append(.step(.line(line)))
        }
    }

    private mutating func perform(_ bytes: [UInt8]) {
        let isDone =
            switch (bytes[0], bytes[1]) {
            case (0x62, _), (0x6B, _): performRasterRow(bytes)
            case (_, 0x1D): performGroup(bytes)
            case (_, 0x2A): performRaster(bytes)
            default: performEscape(bytes)
            }
        if !isDone {
            report(.notDone, bytes)
        }
    }
}
