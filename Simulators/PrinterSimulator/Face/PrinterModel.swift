import Receipts

/// A kind of printer: head, paper, cutter, memory, characters and the questions it answers.
public struct PrinterModel: Sendable, Hashable {
    /// For people.
    public var name: String
    /// The language it is spoken to in.
    public var dialect: PrinterDialect

    // MARK: Head and paper

    /// Dots the head prints across; columns of font A are a twelfth of it.
    public var dotsPerLine: Int
    /// Width of the paper in dots, at least `dotsPerLine`.
    public var paperDots: Int
    public var dotsPerMillimetre: Int
    public var millimetresPerSecond: Int
    public var cutMilliseconds: Int
    /// Dots from the print line up to the blade: what a cut without feeding leaves in the printer for the next receipt.
    public var headToCutterDots: Int
    /// Rows the printer prepares ahead of its head before it stops to read the receive buffer.
    public var rowsAhead: Int
    public var coverPolicy: CoverPolicy
    /// Level of pin 3 of the drawer connector while the drawer is open.
    public var drawerOpenIsHigh: Bool

    // MARK: Interface

    public var receiveBufferBytes: Int
    /// BUSY, or XOFF, at this many free bytes.
    public var busyAtFreeBytes: Int
    /// READY, or XON, again at this many free bytes.
    public var readyAtFreeBytes: Int
    /// Whether it is BUSY also while offline (memory switch 1-3 off, the factory setting).
    public var isBusyWhileOffline: Bool

    // MARK: Characters

    /// iconv name of the double-byte character set of `FS &`; nil for a printer without one.
    public var multibyteCharset: String?
    /// Whether it takes double bytes from power on, as printers for China do.
    public var startsInMultibyteMode: Bool
    /// Pages of `ESC t n`, by iconv name.
    public var codePages: [UInt8: String]

    // MARK: Commands

    public var functions: Functions
    /// The symbols it draws by `GS k` and `GS ( k`.
    public var symbols: Set<Symbology>
    /// Units of the paper's way in a line of 30 dots, for `ESC J` and its like, until `GS P` sets others.
    public var feedUnits: Int
    /// Rows of the greatest page of page mode.
    public var pageDots: Int

    // MARK: Answers

    public var abilities: Abilities
    public var identity: Identity
    /// What it does that Epson's printers do not.
    public var quirks: Quirks

    public var speed: Speed

    public init(
        name: String,
        dialect: PrinterDialect = .escpos,
        dotsPerLine: Int = 576,
        paperDots: Int = 640,
        dotsPerMillimetre: Int = 8,
        millimetresPerSecond: Int = 250,
        cutMilliseconds: Int = 300,
        headToCutterDots: Int = 112,
        rowsAhead: Int = 120,
        coverPolicy: CoverPolicy = .restartsLine,
        drawerOpenIsHigh: Bool = true,
        receiveBufferBytes: Int = 4096,
        busyAtFreeBytes: Int = 128,
        readyAtFreeBytes: Int = 256,
        isBusyWhileOffline: Bool = true,
        multibyteCharset: String? = "GB18030",
        startsInMultibyteMode: Bool = true,
        codePages: [UInt8: String] = PrinterModel.epsonCodePages,
        abilities: Abilities = .all,
        identity: Identity = Identity(),
        functions: Functions = .all,
        symbols: Set<Symbology> = Set(Symbology.allCases),
        feedUnits: Int = 30,
        pageDots: Int = 831,
        quirks: Quirks = [],
        speed: Speed = .instant
    ) {
        self.name = name
        self.dialect = dialect
        self.dotsPerLine = dotsPerLine
        self.paperDots = paperDots
        self.dotsPerMillimetre = dotsPerMillimetre
        self.millimetresPerSecond = millimetresPerSecond
        self.cutMilliseconds = cutMilliseconds
        self.headToCutterDots = headToCutterDots
        self.rowsAhead = rowsAhead
        self.coverPolicy = coverPolicy
        self.drawerOpenIsHigh = drawerOpenIsHigh
        self.receiveBufferBytes = receiveBufferBytes
        self.busyAtFreeBytes = busyAtFreeBytes
        self.readyAtFreeBytes = readyAtFreeBytes
        self.isBusyWhileOffline = isBusyWhileOffline
        self.multibyteCharset = multibyteCharset
        self.startsInMultibyteMode = startsInMultibyteMode
        self.codePages = codePages
        self.abilities = abilities
        self.identity = identity
        self.functions = functions
        self.symbols = symbols
        self.feedUnits = feedUnits
        self.pageDots = pageDots
        self.quirks = quirks
        self.speed = speed
    }

    /// The same model at another speed.
    public func at(_ speed: Speed) -> PrinterModel {
        var model = self
        model.speed = speed
        return model
    }

    /// The model with every figure in the range the machine can work with.
    var bounded: PrinterModel {
        var model = self
        model.dotsPerLine = min(max(dotsPerLine, 96), 2048)
        model.paperDots = min(max(paperDots, model.dotsPerLine), 4096)
        model.dotsPerMillimetre = min(max(dotsPerMillimetre, 1), 48)
        model.millimetresPerSecond = min(max(millimetresPerSecond, 1), 1000)
        model.cutMilliseconds = min(max(cutMilliseconds, 0), 60_000)
        model.headToCutterDots = min(max(headToCutterDots, 0), 1024)
        model.feedUnits = min(max(feedUnits, 1), 240)
        model.pageDots = min(max(pageDots, 1), 4096)
        model.rowsAhead = min(max(rowsAhead, 1), 65_535)
        model.receiveBufferBytes = min(max(receiveBufferBytes, 32), 16 << 20)
        model.busyAtFreeBytes = min(max(busyAtFreeBytes, 0), model.receiveBufferBytes - 1)
        model.readyAtFreeBytes = min(max(readyAtFreeBytes, model.busyAtFreeBytes + 1), model.receiveBufferBytes)
        return model
    }

    /// As makers count it: 203 for 8 dots a millimetre.
    var dotsPerInch: Int { [6: 160, 7: 180, 8: 203, 12: 300][dotsPerMillimetre] ?? dotsPerMillimetre * 254 / 10 }

    /// Time the head takes for one row of dots at real speed.
    var rowNanoseconds: UInt64 { 1_000_000_000 / UInt64(millimetresPerSecond * dotsPerMillimetre) }
}
