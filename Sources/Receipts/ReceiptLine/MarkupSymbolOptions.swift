/// How the symbols that follow are drawn.
public struct MarkupSymbolOptions: Sendable, Hashable {
    public internal(set) var symbology = MarkupSymbology.code128
    /// Dots across the narrowest bar, 2…4.
    public internal(set) var moduleWidth = 2
    /// Dots from the top of the bars to their end, 24…240.
    public internal(set) var height = 72
    /// Whether what a barcode says stands below it.
    public internal(set) var hasText = false
    /// Dots along the side of a QR module, 3…8.
    public internal(set) var cellSize = 3
    /// QR error correction.
    public internal(set) var level = Level.l

    public enum Level: String, Sendable, Hashable, CaseIterable {
        case l, m, q, h
    }

    public init() {}
}
