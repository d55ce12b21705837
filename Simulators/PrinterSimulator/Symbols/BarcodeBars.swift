import Receipts

/// The bars of a one-dimensional bar code as a printer draws them from the data of `GS k`.
///
/// What data mean is read here, by Epson's reference; which bars they make is the business of `Receipts`, whose bars
/// independent scanners have read.
struct BarcodeBars: Hashable {
    /// Dots of bar, space, bar … from the first bar to the last.
    let widths: [Int]
    /// What a scanner reads; FNC1 between GS1 data is GS.
    let content: [UInt8]
    /// What stands above or below the bars.
    let text: [UInt8]

    var dots: Int { widths.reduce(0, +) }

    /// Nil for data the code cannot hold.
    ///
    /// - Parameter isAutomatic: function 79, whose data name no code sets.
    init?(_ symbology: Symbology, _ data: [UInt8], isAutomatic: Bool = false, _ settings: BarcodeSettings) {
        switch symbology {
        case .code128 where !isAutomatic:
            guard let message = Code128Data(data), let code = Code128(values: message.values) else {
                return nil
            }
            self.init(code, content: message.content, text: message.content, settings)
        case .gs1128:
            guard let message = GS1Data(data), let code = try? Code128(gs1: message.symbols) else {
                return nil
            }
            self.init(code, content: message.content, text: message.text, settings)
        case .dataBarExpanded:
            // FNC1 behind data of no fixed length has to come from the host.
            guard let message = GS1Data(data),
                let checked = try? GS1Message(String(decoding: message.text, as: UTF8.self), in: symbology),
                checked.symbols == message.symbols, let barcode = try? Barcode(symbology, checked.text)
            else {
                return nil
            }
            self.init(barcode, content: message.content, text: message.text, settings)
        default:
            guard let text = Self.text(of: symbology, data), let barcode = try? Barcode(symbology, text) else {
                return nil
            }
            self.init(barcode, content: Array(barcode.text.utf8), text: Array(barcode.text.utf8), settings)
        }
    }

    private init(_ code: Code128, content: [UInt8], text: [UInt8], _ settings: BarcodeSettings) {
        widths = code.elements.map { $0 * settings.module }
        self.content = content
        self.text = text
    }

    private init(_ barcode: Barcode, content: [UInt8], text: [UInt8], _ settings: BarcodeSettings) {
        let hasTwoWidths = [.code39, .itf, .codabar].contains(barcode.symbology)
        widths = barcode.elements.map { element in
            hasTwoWidths && element > 1 ? settings.wideElement : element * settings.module
        }
        self.content = content
        self.text = text
    }

    /// The data as the code's text; nil for data that Epson's printers do not take.
    private static func text(of symbology: Symbology, _ data: [UInt8]) -> String? {
        guard !data.isEmpty, data.allSatisfy({ $0 < 0x80 }) else {
            return nil
        }
        var data = data[...]
        switch symbology {
        // Number system 0 only.
        case .upcE where data.count != 6 && data.first != 0x30: return nil
        // The printer puts asterisks where the host left them out.
        case .code39 where data.count > 2 && data.first == 0x2A && data.last == 0x2A:
            data = data.dropFirst().dropLast()
        case .dataBar, .dataBarTruncated, .dataBarLimited:
            guard data.count == 13, data.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return nil
            }
        default: break
        }
        return String(decoding: data, as: UTF8.self)
    }
}
