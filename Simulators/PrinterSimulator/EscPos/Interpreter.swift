import Imaging
import Linux

/// Does the ESC/POS commands: bytes in, lines and questions to the machine out.
struct Interpreter {
    let model: PrinterModel
    var typesetter: Typesetter
    var painter: GlyphPainter
    var characters: CharacterTable
    /// Of single bytes, and the size of both.
    var style = TextStyle()
    /// Of double bytes, what `FS` commands set.
    var wideStyle = TextStyle()
    var isMultibyte: Bool
    /// First half of a double byte.
    var lead: UInt8?
    var page: UInt8 = 0
    var nationalSet: UInt8 = 0
    private var stream = CommandStream()
    private(set) var actions: [PrinterAction] = []

    init(_ model: PrinterModel, glyphs: GlyphSource, iconv: Iconv) {
        self.model = model
        typesetter = Typesetter(dotsPerLine: model.dotsPerLine)
        painter = GlyphPainter(glyphs)
        characters = CharacterTable(iconv)
        isMultibyte = model.multibyteCharset != nil && model.startsInMultibyteMode
    }

    mutating func take(_ byte: UInt8) {
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
    }

    /// What clearing the buffers does: the begun line and command are gone, the modes stay.
    mutating func clear() {
        stream = CommandStream()
        lead = nil
        typesetter.clearLine()
    }

    /// What power does.
    mutating func losePower() {
        clear()
        initialise()
        actions.removeAll()
    }

    mutating func post(_ action: PrinterAction) {
        actions.append(action)
    }

    mutating func report(_ reason: UnknownBytes.Reason, _ bytes: [UInt8]) {
        post(.unknown(reason, bytes))
    }

    private mutating func perform(_ element: CommandStream.Element) {
        switch element {
        case .byte(let byte): character(byte)
        case .command(let bytes): perform(bytes)
        case .raster, .rasterRow: break
        case .unknown(let bytes): report(.unknownCommand, bytes)
        case .tooLong(let bytes): report(.badParameters, bytes)
        }
    }

    private mutating func perform(_ bytes: [UInt8]) {
        let isDone =
            switch bytes[0] {
            case CommandShape.escape: performEscape(bytes)
            case CommandShape.fieldSeparator: performField(bytes)
            case CommandShape.groupSeparator: performGroup(bytes)
            // Done on arrival.
            default: true
            }
        if !isDone {
            report(.notDone, bytes)
        }
    }
}
