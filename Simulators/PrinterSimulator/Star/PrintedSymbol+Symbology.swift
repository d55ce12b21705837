import Receipts

extension PrintedSymbol.Kind {
    init(_ symbology: Symbology) {
        switch symbology {
        case .upcA: self = .upcA
        case .upcE: self = .upcE
        case .ean13: self = .ean13
        case .ean8: self = .ean8
        case .code39: self = .code39
        case .itf: self = .interleaved2of5
        case .codabar: self = .codabar
        case .code93: self = .code93
        case .code128: self = .code128
        case .gs1128: self = .gs1128
        case .dataBar, .dataBarTruncated, .dataBarLimited, .dataBarExpanded: self = .gs1DataBar
        case .qr: self = .qr
        case .pdf417: self = .pdf417
        }
    }
}
