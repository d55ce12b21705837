import Domain

/// A printer model as data: what it can print, what it answers, what it does wrong.
///
/// The models are in `printers.json5`, which explains each field.
public struct PrinterProfile: Sendable, Hashable {
    /// A single-byte character table of the printer.
    public struct CodePage: Sendable, Hashable {
        /// The number for `ESC t n`.
        public let number: UInt8
        /// glibc's name of the charset.
        public let charset: String
    }

    /// A double-byte character set and the bytes that switch it on and off.
    public struct Multibyte: Sendable, Hashable {
        /// glibc's name of the charset, which is what the printer's font covers; only its characters of two bytes are
        /// printed.
        public let charset: String
        /// Said once behind `ESC @`.
        public let start: [UInt8]
        public let enter: [UInt8]
        public let leave: [UInt8]
    }

    public enum Cutter: String, Sendable, Hashable, CaseIterable {
        /// Torn off by hand, after `feedLines`.
        case none
        /// `GS V 1`, after `feedLines`.
        case cuts
        /// `GS V 66`, which feeds by itself.
        case feedsAndCuts = "feeds-and-cuts"
    }

    public enum Quirk: String, Sendable, Hashable, CaseIterable {
        /// `GS !` leaves Han characters small; `FS !` sets theirs.
        case multibyteSizeApart = "multibyte-size-apart"
        /// The first line feed behind a `GS v 0` picture is lost.
        case rasterEatsLineFeed = "raster-eats-line-feed"
        /// `ESC J` does nothing; paper is fed by lines.
        case ignoresDotFeed = "ignores-dot-feed"
        /// `ESC !` sets bold, underline and size, twice at most, for want of other commands; of Star's `ESC W` and
        /// `ESC h` set the size.
        case printModeOnly = "print-mode-only"
        /// What is not printed when the paper ends is thrown away.
        case clearsAtPaperEnd = "clears-at-paper-end"
    }

    public let name: String
    /// What the profile is for, in one line.
    public let note: String
    public let dialect: PrinterDialect
    /// Cells of font A (12 by 24 dots) on a line.
    public let columns: Int
    /// Dots on a line.
    public let dots: Int
    public let dotsPerInch: Int
    /// In the order in which they are tried.
    public let codePages: [CodePage]
    /// Nil for a printer without Han characters.
    public let multibyte: Multibyte?
    public let cutter: Cutter
    /// Lines from the head to the cutter or the tear bar.
    public let feedLines: Int
    public let image: ImageCommand
    /// Dots of a picture across the paper; `dots` but for needles.
    public let imageDots: Int
    /// The symbols it draws itself, by `GS k` and `GS ( k`; the others are sent as pictures.
    public let symbols: Set<Symbology>
    /// How it prints pictures stored in it; nil for a printer that does not.
    public let logos: LogoCommand?
    /// Rows of dots of the greatest page in page mode, `ESC L`; nil for a printer without it.
    public let pageDots: Int?
    /// Units of `ESC J` in a line of 30 dots.
    public let feedUnits: Int
    /// Nil for a printer without one.
    public let beeper: Beeper?
    /// Nil for a printer without a drawer's socket.
    public var drawer: DrawerPulse?
    public let status: StatusAbilities
    /// The receive buffer.
    public let bufferBytes: Int
    public let millimetresPerSecond: Int
    public let quirks: Set<Quirk>

    /// Dots from the top of one line of text to the top of the next.
    ///
    /// Star's printers feed 4 mm, with needles a sixth of an inch; what comes between that and 3 mm would cut high
    /// characters off. Where all of it is drawn there is no other pitch than the drawing's.
    public var linePitch: Int {
        switch dialect {
        case .escpos, .starGraphic: FontA.linePitch
        case .starLine, .starPRNT: image == .columns8 ? (dotsPerInch + 3) / 6 : (dotsPerInch * 40 + 127) / 254
        }
    }

    /// Every profile, in the order of the file.
    public static let all: [PrinterProfile] = {
        // The file is compiled in and a test reads it with the same reader.
        (try? PrinterProfileReader.read(PackageResources.printers_json5)) ?? []
    }()

    /// The profile of exactly that name.
    public static func named(_ name: String) -> PrinterProfile? {
        all.first { $0.name == name }
    }
}
