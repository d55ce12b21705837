/// The kinds of symbols; the raw values are the words of printer profiles.
public enum Symbology: String, Sendable, Hashable, CaseIterable {
    case upcA = "upc-a"
    case upcE = "upc-e"
    case ean13 = "ean-13"
    case ean8 = "ean-8"
    case code39 = "code-39"
    case itf
    /// NW-7.
    case codabar
    case code93 = "code-93"
    case code128 = "code-128"
    case gs1128 = "gs1-128"
    case dataBar = "databar"
    case dataBarTruncated = "databar-truncated"
    case dataBarLimited = "databar-limited"
    case dataBarExpanded = "databar-expanded"
    case qr
    case pdf417

    /// As people call it.
    public var title: String {
        switch self {
        case .upcA: "UPC-A"
        case .upcE: "UPC-E"
        case .ean13: "EAN-13"
        case .ean8: "EAN-8"
        case .code39: "Code 39"
        case .itf: "ITF"
        case .codabar: "Codabar"
        case .code93: "Code 93"
        case .code128: "Code 128"
        case .gs1128: "GS1-128"
        case .dataBar: "GS1 DataBar"
        case .dataBarTruncated: "GS1 DataBar Truncated"
        case .dataBarLimited: "GS1 DataBar Limited"
        case .dataBarExpanded: "GS1 DataBar Expanded"
        case .qr: "QR"
        case .pdf417: "PDF417"
        }
    }

    /// The number of its `GS k` command in the form with a length; nil for two-dimensional symbols.
    var escposNumber: UInt8? {
        switch self {
        case .upcA: 65
        case .upcE: 66
        case .ean13: 67
        case .ean8: 68
        case .code39: 69
        case .itf: 70
        case .codabar: 71
        case .code93: 72
        case .code128: 73
        case .gs1128: 74
        case .dataBar: 75
        case .dataBarTruncated: 76
        case .dataBarLimited: 77
        case .dataBarExpanded: 78
        case .qr, .pdf417: nil
        }
    }
}
