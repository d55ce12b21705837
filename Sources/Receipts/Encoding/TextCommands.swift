/// The commands by which a printer language prints text; what is said with them is the same in every language.
protocol TextCommands {
    static var lineFeed: [UInt8] { get }
    /// As far from line to line as font A needs with a gap.
    static var defaultLineSpacing: [UInt8] { get }
    /// Lines follow one another without a gap.
    static var noLineSpacing: [UInt8] { get }
    /// Lines come out turned by 180° from here on.
    static var upsideDown: [UInt8] { get }

    /// Brings the printer into a known state: its first bytes initialise it.
    static func begin(_ profile: PrinterProfile) -> [UInt8]
    static func codePage(_ number: UInt8) -> [UInt8]
    static func feed(lines: Int) -> [UInt8]
    /// Cuts where the paper stands.
    static func cut(_ cut: LayoutCut) -> [UInt8]
    /// Feeds what was printed past the blade and cuts.
    static func feedAndCut(_ cut: LayoutCut) -> [UInt8]
    /// Switches from one style to another.
    static func switching(from old: TextStyle, to new: TextStyle, _ profile: PrinterProfile) -> [UInt8]
}
