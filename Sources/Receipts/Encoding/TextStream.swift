/// The bytes of a language so far and the state the printer is in after them, so that nothing is switched twice.
struct TextStream<Commands: TextCommands> {
    /// Where a line began, to begin it anew.
    struct Mark {
        fileprivate let count: Int
        fileprivate let unprintable: Int
        fileprivate let isMultibyte: Bool?
        fileprivate let page: UInt8?
        fileprivate let style: TextStyle
    }

    private(set) var bytes: [UInt8] = []
    /// Characters that stand on the paper as question marks, each once.
    private(set) var unprintable: [Unicode.Scalar] = []
    /// Those of the line that is being written.
    private(set) var missing: [Unicode.Scalar] = []
    private let profile: PrinterProfile
    private var coder: CharacterCoder
    /// Nil when it is not known.
    private var isMultibyte: Bool? = false
    /// The code page that single bytes are taken from, in Chinese mode, too, where it waits; nil when it is not known.
    private var page: UInt8?
    private var style = TextStyle.plain
    /// Whether lines follow one another with a gap.
    private(set) var hasLineSpacing = true
    /// The code page borders are drawn from; nil where there is none.
    private let boxPage: UInt8?

    /// Begins from a known state.
    init(profile: PrinterProfile, charsets: any CharsetEncoding) {
        self.profile = profile
        coder = CharacterCoder(profile: profile, charsets: charsets)
        boxPage = profile.codePages.first { BoxStroke.charsets.contains($0.charset) }?.number
        bytes.reserveCapacity(2048)
        raw(Commands.begin(profile))
    }

    mutating func raw(_ command: [UInt8]) {
        bytes.append(contentsOf: command)
    }

    /// After a picture or symbol some printers have forgotten code page and mode; both are said again.
    mutating func forgetMode() {
        isMultibyte = nil
        page = nil
    }

    /// Whether a real-time command stands in what was said since the mark.
    func hidesRealTimeCommand(since mark: Mark) -> Bool {
        RealTimeCommand.isHidden(in: Array(bytes[mark.count...]))
    }

    /// What was said since the mark.
    func bytes(since mark: Mark) -> ArraySlice<UInt8> { bytes[mark.count...] }

    mutating func beginLine() -> Mark {
        missing = []
        return Mark(
            count: bytes.count,
            unprintable: unprintable.count,
            isMultibyte: isMultibyte,
            page: page,
            style: style
        )
    }

    /// Takes back everything since the mark.
    mutating func takeBack(to mark: Mark) {
        bytes.removeLast(bytes.count - mark.count)
        unprintable.removeLast(unprintable.count - mark.unprintable)
        missing = []
        isMultibyte = mark.isMultibyte
        page = mark.page
        style = mark.style
    }

    /// Says of a character that nothing draws it.
    mutating func report(_ scalar: Unicode.Scalar) {
        if !unprintable.contains(scalar) {
            unprintable.append(scalar)
        }
    }

    /// Spaces of normal width, white, no higher than the line they stand in: the printer feeds by its highest character.
    mutating func spaces(_ count: Int, heightScale: Int = 1) {
        guard count > 0 else {
            return
        }
        set(TextStyle(bold: style.isBold, heightScale: min(style.heightScale, heightScale)))
        bytes.append(contentsOf: repeatElement(0x20, count: count))
    }

    /// Ends a line; lines with strokes of a border follow one another without a gap.
    mutating func endLine(withStrokes: Bool = false) {
        if hasLineSpacing == withStrokes {
            raw(withStrokes ? Commands.noLineSpacing : Commands.defaultLineSpacing)
            hasLineSpacing.toggle()
        }
        raw(Commands.lineFeed)
    }

    /// Strokes of a border in cells side by side, each `heightScale` cells high.
    mutating func strokes(_ strokes: [BoxStroke], heightScale: Int = 1) {
        set(TextStyle(heightScale: heightScale))
        for stroke in strokes {
            if let boxPage {
                select(page: boxPage)
                bytes.append(stroke.byte)
            } else {
                bytes.append(stroke.ascii)
            }
        }
    }

    mutating func text(_ text: String, _ wanted: TextStyle, metrics: CellMetrics) {
        set(wanted)
        for scalar in text.unicodeScalars {
            put(scalar, cells: metrics.cells(scalar))
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar, cells: Int) {
        switch coder.form(of: scalar, cells: cells, page: page) {
        case .ascii(let byte):
            bytes.append(byte)
        case .multibyte(let first, let second):
            if isMultibyte != true {
                raw(profile.multibyte?.enter ?? [])
                isMultibyte = true
            }
            bytes.append(first)
            bytes.append(second)
        case .single(let page, let byte):
            select(page: page)
            bytes.append(byte)
            // A narrow glyph in a wide character's place.
            bytes.append(contentsOf: repeatElement(0x20, count: max(0, cells - 1)))
        case .none:
            missing.append(scalar)
            report(scalar)
            bytes.append(contentsOf: repeatElement(0x3F, count: cells))
        }
    }

    private mutating func select(page wanted: UInt8) {
        if isMultibyte != false {
            raw(profile.multibyte?.leave ?? [])
            isMultibyte = false
        }
        if page != wanted {
            raw(Commands.codePage(wanted))
            page = wanted
        }
    }

    private mutating func set(_ wanted: TextStyle) {
        if wanted != style {
            raw(Commands.switching(from: style, to: wanted, profile))
        }
        style = wanted
    }
}
