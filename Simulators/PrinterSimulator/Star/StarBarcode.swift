import Receipts

/// A bar code as `ESC b` asks for it.
struct StarBarcode {
    let symbology: Symbology
    /// Dots of bar, space, bar … from the first bar to the last.
    let widths: [Int]
    /// What a scanner reads.
    let content: [UInt8]

    private static let symbologies: [Symbology] = [
        .upcE, .upcA, .ean8, .ean13, .code39, .itf, .code128, .code93, .codabar,
    ]
    /// Dots of narrow and wide elements by mode, of Code 39 and NW-7.
    private static let ratios = [(2, 6), (3, 9), (4, 12), (2, 5), (3, 8), (4, 10), (2, 4), (3, 6), (4, 8)]
    /// The same of ITF.
    private static let interleavedRatios = [
        (2, 5), (4, 10), (6, 15), (2, 4), (4, 8), (6, 12), (2, 6), (3, 9), (4, 12),
    ]

    /// Nil for data and modes the printer refuses.
    init?(type: Int, mode: Int, data: [UInt8]) {
        guard Self.symbologies.indices.contains(type), !data.isEmpty, data.allSatisfy({ $0 < 0x80 }) else {
            return nil
        }
        symbology = Self.symbologies[type]
        guard let text = Self.text(symbology, data), let barcode = try? Barcode(symbology, text) else {
            return nil
        }
        content = Array(barcode.text.utf8)
        switch symbology {
        case .code39, .codabar, .itf:
            let ratios = symbology == .itf ? Self.interleavedRatios : Self.ratios
            guard ratios.indices.contains(mode - 1) else {
                return nil
            }
            let (narrow, wide) = ratios[mode - 1]
            widths = barcode.elements.map { $0 > 1 ? wide : narrow }
        default:
            guard (1...3).contains(mode) else {
                return nil
            }
            widths = barcode.elements.map { $0 * (mode + 1) }
        }
    }

    /// What the data stand for; nil where they stand for nothing.
    private static func text(_ symbology: Symbology, _ data: [UInt8]) -> String? {
        switch symbology {
        case .code128: unescaped(data)
        case .ean8 where data.count < 7, .ean13 where data.count < 12, .upcA where data.count < 11: nil
        // Shortened by the printer.
        case .upcE where data.count < 11: nil
        // A nought in front makes the digits even.
        case .itf where data.count % 2 == 1: "0" + String(decoding: data, as: UTF8.self)
        default: String(decoding: data, as: UTF8.self)
        }
    }

    /// `%0` is a percent sign, `%5` DEL, `%` and 40 to 5F a control code; start and function codes are not drawn here.
    private static func unescaped(_ data: [UInt8]) -> String? {
        var text: [UInt8] = []
        var isEscaped = false
        for byte in data {
            if isEscaped {
                switch byte {
                case 0x30: text.append(0x25)
                case 0x35: text.append(0x7F)
                case 0x40...0x5F: text.append(byte - 0x40)
                default: return nil
                }
                isEscaped = false
            } else if byte == 0x25 {
                isEscaped = true
            } else {
                text.append(byte)
            }
        }
        return isEscaped ? nil : String(decoding: text, as: UTF8.self)
    }
}
