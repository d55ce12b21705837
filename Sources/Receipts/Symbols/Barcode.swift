/// A one-dimensional symbol: its bars, and the data for printers that draw them themselves.
public struct Barcode: Sendable, Hashable {
    public let symbology: Symbology
    /// What belongs below the bars.
    public let text: String
    /// The symbol's code sets and values.
    public let code128: Code128
    /// Widths of bar, space, bar … from the first bar to the last, in modules.
    public let elements: [Int]
    /// The data of `GS k` in its form with a length.
    let escposData: [UInt8]

    public init(_ symbology: Symbology, _ text: String) throws(SymbolError) {
        let code = try Code128(text)
        self.symbology = symbology
        self.text = text
        code128 = code
        elements = code.elements
        escposData = code.escposData
    }

    /// Modules across, without quiet zones.
    public var width: Int { elements.reduce(0, +) }
}
