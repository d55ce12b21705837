/// The symbols that Star's printers draw themselves.
extension StarCommand {
    /// `ESC GS y`: model 2, level, dots of a module, data, print; nil when the modules or data are too large.
    static func qr(_ content: QRContent, moduleDots: Int) -> [UInt8]? {
        guard (1...8).contains(moduleDots) else {
            return nil
        }
        let prefix: [UInt8] = [0x1B, 0x1D, 0x79]
        return prefix + [0x53, 0x30, 0x02]
            + prefix + [0x53, 0x31, UInt8(content.level.rawValue)]
            + prefix + [0x53, 0x32, UInt8(moduleDots)]
            + prefix + [0x44, 0x31, 0x00] + pair(content.bytes.count) + content.bytes
            + prefix + [0x50]
    }

    /// `ESC GS x`: rows and columns, level, dots of a module, a row's height in modules, data, print; nil when the
    /// modules or data are too large.
    static func pdf417(_ symbol: PDF417, moduleDots: Int) -> [UInt8]? {
        guard (1...10).contains(moduleDots), symbol.bytes.count <= 1_024 else {
            return nil
        }
        let prefix: [UInt8] = [0x1B, 0x1D, 0x78]
        return prefix + [0x53, 0x30, 0x01, UInt8(symbol.rows), UInt8(symbol.columns)]
            + prefix + [0x53, 0x31, UInt8(symbol.level)]
            + prefix + [0x53, 0x32, UInt8(moduleDots)]
            + prefix + [0x53, 0x33, UInt8(PDF417.rowHeight)]
            + prefix + [0x44] + pair(symbol.bytes.count) + symbol.bytes
            + prefix + [0x50]
    }

    /// `ESC b n1 1 n3 n4 d… RS`: bars without text, then a line feed; nil where the printer has no such width or data.
    static func bars(_ barcode: Barcode, moduleDots: Int, height: Int, dots: Int) -> [UInt8]? {
        guard let type = type(barcode.symbology), let mode = mode(barcode.symbology, moduleDots: moduleDots),
            (1...255).contains(height), let data = data(barcode),
            // The printer chooses the code sets, and its choice may be wider than ours.
            barcode.symbology != .code128 || widest(barcode.text) * moduleDots <= dots
        else {
            return nil
        }
        return [0x1B, 0x62, 0x30 + type, 0x31, 0x30 + mode, UInt8(height)] + data + [0x1E]
    }

    /// Modules of Code 128 at most: start, check and stop, two changes of the code set, eleven a character, twice as many
    /// where control codes may change the set at each.
    private static func widest(_ text: String) -> Int {
        let hasControls = text.utf8.contains { $0 < 0x20 }
        return 57 + text.utf8.count * (hasControls ? 22 : 11)
    }

    private static func type(_ symbology: Symbology) -> UInt8? {
        switch symbology {
        case .upcE: 0
        case .upcA: 1
        case .ean8: 2
        case .ean13: 3
        case .code39: 4
        case .itf: 5
        case .code128: 6
        case .code93: 7
        case .codabar: 8
        case .gs1128, .dataBar, .dataBarTruncated, .dataBarLimited, .dataBarExpanded, .qr, .pdf417: nil
        }
    }

    /// Modules of 2, 3 or 4 dots are modes 1 to 3; with wide elements three times as wide they are so in Code 39 and
    /// NW-7, too, and 7 to 9 in ITF.
    private static func mode(_ symbology: Symbology, moduleDots: Int) -> UInt8? {
        guard (2...4).contains(moduleDots) else {
            return nil
        }
        return UInt8(moduleDots - 1) + (symbology == .itf ? 6 : 0)
    }

    /// UPC-E is shortened by the printer. In Code 128 a percent sign begins an escape; Code 93 is taken where that makes
    /// no difference.
    private static func data(_ barcode: Barcode) -> [UInt8]? {
        switch barcode.symbology {
        case .code128:
            return barcode.text.utf8.flatMap { byte -> [UInt8] in
                switch byte {
                case 0x25: [0x25, 0x30]
                case 0x7F: [0x25, 0x35]
                case ..<0x20: [0x25, byte + 0x40]
                default: [byte]
                }
            }
        case .code93:
            let data = Array(barcode.text.utf8)
            return data.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x25 } ? data : nil
        default: return barcode.escposData
        }
    }
}
