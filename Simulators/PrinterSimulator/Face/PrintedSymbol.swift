/// A bar code or two-dimensional code on the paper, as its command told it.
public struct PrintedSymbol: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case upcA = "UPC-A"
        case upcE = "UPC-E"
        case ean13 = "EAN-13"
        case ean8 = "EAN-8"
        case code39 = "Code 39"
        case interleaved2of5 = "ITF"
        case codabar = "Codabar"
        case code93 = "Code 93"
        case code128 = "Code 128"
        case gs1128 = "GS1-128"
        case gs1DataBar = "GS1 DataBar"
        case qr = "QR"
        case pdf417 = "PDF417"
    }

    public let kind: Kind
    /// What a scanner reads: check digits that the printer adds are in it, control codes of the command are not.
    public let content: [UInt8]
    /// Row of the receipt's picture where it begins.
    public let row: Int
    /// Whether its bars are in the picture; otherwise a box of its size stands there.
    public let isDrawn: Bool

    /// The content as text; bytes that are no UTF-8 become replacement characters.
    public var text: String { String(decoding: content, as: UTF8.self) }
}
