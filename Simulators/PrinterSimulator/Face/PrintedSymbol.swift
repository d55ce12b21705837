import Receipts

/// A bar code or two-dimensional code on the paper, as its command told it; its bars or modules are in the picture.
public struct PrintedSymbol: Sendable, Hashable {
    public let symbology: Symbology
    /// What a scanner reads: check digits that the printer adds are in it, control codes of the command are not.
    public let content: [UInt8]
    /// Row of the receipt's picture where it begins.
    public let row: Int

    /// The content as text; bytes that are no UTF-8 become replacement characters.
    public var text: String { String(decoding: content, as: UTF8.self) }
}
