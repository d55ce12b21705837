import Imaging
import Linux

/// Does the ESC/POS commands: bytes in, lines and questions to the machine out.
struct Interpreter: CharacterPrinting {
    let model: PrinterModel
    var typesetter: Typesetter
    var painter: GlyphPainter
    var characters: CharacterTable
    /// Of single bytes, and the size of both.
    var style = TextStyle()
    /// Of double bytes, what `FS` commands set.
    var wideStyle = TextStyle()
    var isMultibyte: Bool
    /// First half of a double byte, and where it stood.
    var lead: (byte: UInt8, offset: Int)?
    /// Bytes taken, or thrown away before they could be, since the printer was made.
    private(set) var position = 0
    var page: UInt8 = 0
    var nationalSet: UInt8 = 0
    var barcode = BarcodeSettings()
    var qr = QRSettings()
    var pdf417 = PDF417Settings()
    var units: MotionUnits
    /// Pictures that stay in the printer.
    var nvMemory = NVMemory()
    /// Blocks of a list that wait until the host has the one before.
    var keyBlocks: [[UInt8]] = []
    /// What `ESC &` defined, and whether it is used.
    var ownCharacters: [UInt8: Bitmap1] = [:]
    var usesOwnCharacters = false
    /// The picture of `GS *`.
    var downloaded: Bitmap1?
    /// The picture `GS ( L` stored.
    var graphics: Bitmap1?
    /// How the rows of `GS v 0` that come are enlarged; nil when they are not printed.
    var rasterScale: (horizontal: Int, vertical: Int)?
    /// Rows of `GS v 0` that came for a page.
    var rasterRows: [UInt8] = []
    /// Rows of `GS v 0` that are still to come.
    var rasterRowsLeft = 0
    /// The line feed that comes next does nothing.
    var eatsLineFeed = false
    /// What `GS :` defined; stays until power is lost.
    var macro = Macro()
    private var stream = CommandStream()
    private(set) var actions: [PrinterAction] = []

    init(_ model: PrinterModel, glyphs: GlyphSource, iconv: Iconv) {
        self.model = model
        typesetter = Typesetter(dotsPerLine: model.dotsPerLine)
        painter = GlyphPainter(glyphs)
        characters = CharacterTable(iconv)
        isMultibyte = model.multibyteCharset != nil && model.startsInMultibyteMode
        units = MotionUnits(model)
    }

    mutating func take(_ byte: UInt8) {
        position += 1
        macro.hear(byte)
        execute(byte)
    }

    /// A byte from the host or out of the macro.
    mutating func execute(_ byte: UInt8) {
        guard let element = stream.take(byte) else {
            return
        }
        if case .byte(let byte) = element {
            character(byte)
        } else {
            dropLead()
            perform(element)
        }
        for line in typesetter.takeFinished() {
            post(.step(.line(line)))
        }
    }

    mutating func takeActions() -> [PrinterAction] {
        defer { actions.removeAll(keepingCapacity: true) }
        return actions
    }

    /// What `ESC @` does: modes and the begun line are gone.
    mutating func initialise() {
        typesetter.reset()
        style = TextStyle()
        wideStyle = TextStyle()
        isMultibyte = model.multibyteCharset != nil && model.startsInMultibyteMode
        lead = nil
        page = 0
        nationalSet = 0
        barcode = BarcodeSettings()
        qr = QRSettings()
        pdf417 = PDF417Settings()
        graphics = nil
        units = MotionUnits(model)
        keyBlocks = []
        ownCharacters = [:]
        usesOwnCharacters = false
        downloaded = nil
        eatsLineFeed = false
    }

    /// What clearing the buffers does: the begun line and command are gone, the modes stay.
    ///
    /// - Parameter unread: bytes that were received and will not be taken.
    mutating func clear(unread: Int) {
        position += unread
        stream = CommandStream()
        lead = nil
        eatsLineFeed = false
        rasterScale = nil
        keyBlocks = []
        typesetter.clearLine()
    }

    /// What power does.
    mutating func losePower(unread: Int) {
        clear(unread: unread)
        initialise()
        macro = Macro()
        actions.removeAll()
    }

    mutating func post(_ action: PrinterAction) {
        actions.append(action)
    }

    /// Tells of bytes it can do nothing with; those of the last element unless `offset` says where they stood.
    mutating func report(_ reason: UnknownBytes.Reason, _ bytes: [UInt8], at offset: Int? = nil) {
        let place = offset ?? position - stream.bytesInElement
        post(.unknown(UnknownBytes(offset: place, bytes: Array(bytes.prefix(64)), reason: reason)))
    }

    private mutating func perform(_ element: CommandStream.Element) {
        switch element {
        case .byte(let byte): character(byte)
        case .command(let bytes): perform(bytes)
        case .raster(let mode, let bytesPerRow, let rows): beginRaster(mode, bytesPerRow: bytesPerRow, rows: rows)
        case .rasterRow(let row): printRaster(row)
        case .unknown(let bytes): report(.unknownCommand, bytes)
        case .tooLong(let bytes): report(.badParameters, bytes)
        }
    }

    private mutating func perform(_ bytes: [UInt8]) {
        eatsLineFeed = false
        let isDone =
            switch bytes[0] {
            case CommandShape.escape: performEscape(bytes)
            case CommandShape.fieldSeparator: performField(bytes)
            case CommandShape.groupSeparator: performGroup(bytes)
            // Done on arrival, if it can be.
            default: RealTimeScanner.knows(bytes)
            }
        if !isDone {
            report(.notDone, bytes)
        }
    }
}
