/// A one-dimensional symbol: its bars, and the data for printers that draw them themselves.
public struct Barcode: Sendable, Hashable {
    public let symbology: Symbology
    /// What belongs below the bars, check digits that people read included.
    public let text: String
    /// Code 128 and GS1-128 by their symbol values; nil for the others.
    public let code128: Code128?
    /// Widths of bar, space, bar … from the first bar to the last, in modules.
    public let elements: [Int]
    /// The data of `GS k` in its form with a length.
    let escposData: [UInt8]

    init(
        _ symbology: Symbology,
        text: String,
        elements: [Int],
        escposData: [UInt8],
        code128: Code128? = nil
    ) {
        self.symbology = symbology
        self.text = text
        self.elements = elements
        self.escposData = escposData
        self.code128 = code128
    }

    /// Encodes `text` after checking it:
    /// - UPC-A, UPC-E, EAN: digits, the check digit computed when it is missing and verified when it is there; UPC-E
    ///   also as the UPC-A number it stands for;
    /// - Codabar: with its start and stop letters A…D; ITF: an even number of digits; Code 39: without asterisks;
    /// - Code 93 and Code 128: ASCII;
    /// - GS1-128 and GS1 DataBar Expanded: element strings with their identifiers in parentheses,
    ///   `(01)09501101530003(10)AB-123`;
    /// - the other GS1 DataBar: a GTIN of thirteen digits, or fourteen with its check digit, with or without `(01)`.
    public init(_ symbology: Symbology, _ text: String) throws(SymbolError) {
        guard !text.isEmpty else {
            throw .empty(symbology)
        }
        switch symbology {
        case .upcA: self = try UPCBars.upcA(text)
        case .upcE: self = try UPCBars.upcE(text)
        case .ean13: self = try UPCBars.ean13(text)
        case .ean8: self = try UPCBars.ean8(text)
        case .code39: self = try Code39Bars.barcode(text)
        case .itf: self = try InterleavedBars.barcode(text)
        case .codabar: self = try CodabarBars.barcode(text)
        case .code93: self = try Code93Bars.barcode(text)
        case .code128:
            let code = try Code128(text)
            self.init(symbology, text: text, elements: code.elements, escposData: code.escposData, code128: code)
        case .gs1128:
            let message = try GS1Message(text, in: symbology)
            let code = try Code128(message)
            self.init(
                symbology,
                text: message.text,
                elements: code.elements,
                escposData: message.escposData,
                code128: code
            )
        case .dataBar, .dataBarTruncated: self = try DataBarBars.barcode(symbology, text)
        case .dataBarLimited: self = try DataBarLimitedBars.barcode(text)
        case .dataBarExpanded: self = try DataBarExpandedBars.barcode(text)
        case .qr, .pdf417:
            throw .structure(symbology, rule: "has no bars")
        }
    }

    /// Modules across, without quiet zones.
    public var width: Int { elements.reduce(0, +) }

    /// Modules of white that belong at either side of the bars.
    public var quietZone: Int {
        switch symbology {
        case .upcA, .upcE: 9
        case .ean13: 11
        case .ean8: 7
        // Their guard bars are their quiet zone; one module sets them off.
        case .dataBar, .dataBarTruncated, .dataBarLimited, .dataBarExpanded: 1
        default: 10
        }
    }
}
