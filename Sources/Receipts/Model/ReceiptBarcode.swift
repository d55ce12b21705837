/// A symbol of any one-dimensional symbology, or a QR symbol, with a line of text above it.
public struct ReceiptBarcode: Sendable, Hashable {
    /// Of those with bars, and QR.
    public static let symbologies = Symbology.allCases.filter { $0 != .pdf417 }

    public var symbology: Symbology
    public var text: String
    public var caption: String?

    public init(symbology: Symbology, text: String, caption: String? = nil) {
        self.symbology = symbology
        self.text = text
        self.caption = caption
    }
}
