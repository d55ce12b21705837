import Imaging

/// A piece of paper that came out of the printer.
public struct PrintedReceipt: Sendable, Hashable {
    public enum Ending: String, Sendable, Hashable, CaseIterable {
        case fullCut
        case partialCut
        /// Not cut: the part still in the printer, or a strip longer than a picture can be.
        case uncut
    }

    /// The characters line by line, `\n` after each, padded with spaces to their columns; Han take two cells. White space
    /// at the ends of lines and blank lines at the end are left out. Only lines that are whole on the paper.
    public let text: String
    public let symbols: [PrintedSymbol]
    public let ending: Ending
    /// Rows of the picture at which the head stopped and began again: a new roll, an opened cover, power lost.
    public let interruptions: [Int]
    /// Dots across, the head's width.
    let width: Int
    /// Rows of whole bytes, as in `Bitmap1`: most who look at a receipt read its text only.
    let dots: [UInt8]

    /// Rows of dots.
    public var height: Int { dots.count / max(1, (width + 7) / 8) }

    /// Every dot, as wide as the head; the first rows are the paper between head and blade, as on real receipts.
    ///
    /// Made at each call.
    public var picture: Bitmap1 { Bitmap1(width: width, height: height, bytes: dots) }

    /// Whether it was printed in one go and cut.
    public var isWhole: Bool { ending != .uncut && interruptions.isEmpty }
}
