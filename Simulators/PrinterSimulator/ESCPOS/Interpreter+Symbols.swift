import Imaging
import Receipts

/// Two-dimensional symbols, `GS ( k`.
extension Interpreter {
    /// `GS ( k pL pH cn fn …`. False for a function or code that is not done.
    mutating func performSymbol(_ bytes: [UInt8]) -> Bool {
        guard bytes.count > 7 else {
            return false
        }
        switch bytes[5] {
        case 48 where model.symbols.contains(.pdf417): return performPDF417(bytes)
        case 49 where model.symbols.contains(.qr): return performQR(bytes)
        default: return false
        }
    }

    private mutating func performQR(_ bytes: [UInt8]) -> Bool {
        let n = bytes[7]
        switch bytes[6] {
        case 65 where bytes.count == 9 && (49...51).contains(n) && bytes[8] == 0: qr.model = Int(n) - 48
        case 67 where (1...16).contains(n): qr.module = Int(n)
        case 69 where (48...51).contains(n): qr.level = QRLevel(rawValue: Int(n) - 48) ?? .low
        case 80 where n == 48 && bytes.count > 8: qr.content = Array(bytes.dropFirst(8))
        case 81 where n == 48 && !qr.content.isEmpty && typesetter.isAtLineStart:
            // Of models 1 and 3 nobody would read a drawing of model 2.
            guard qr.model == 2 else {
                return false
            }
            let symbol = QRCode(qr.content, level: qr.level)
            print(symbol?.bitmap(moduleDots: qr.module), .qr, qr.content, bytes)
        case 65, 67, 69, 80, 81: report(.badParameters, bytes)
        default: return false
        }
        return true
    }

    private mutating func performPDF417(_ bytes: [UInt8]) -> Bool {
        let n = bytes[7]
        switch bytes[6] {
        case 65 where n <= 30: pdf417.columns = Int(n)
        case 66 where n == 0 || (3...90).contains(n): pdf417.rows = Int(n)
        case 67 where (2...8).contains(n): pdf417.module = Int(n)
        case 68 where (2...8).contains(n): pdf417.rowHeight = Int(n)
        case 69 where bytes.count == 9 && n == 48 && (48...56).contains(bytes[8]):
            pdf417.correction = .level(Int(bytes[8]) - 48)
        case 69 where bytes.count == 9 && n == 49 && (1...40).contains(bytes[8]):
            pdf417.correction = .tenths(Int(bytes[8]))
        case 70 where n <= 1: pdf417.isTruncated = n == 1
        case 80 where n == 48 && bytes.count > 8: pdf417.content = Array(bytes.dropFirst(8))
        case 81 where n == 48 && !pdf417.content.isEmpty && typesetter.isAtLineStart:
            print(pdf417.picture(width: typesetter.lineWidth), .pdf417, pdf417.content, bytes)
        case 65...70, 80, 81: report(.badParameters, bytes)
        default: return false
        }
        return true
    }

    /// A symbol that does not fit is not printed.
    private mutating func print(_ picture: Bitmap1?, _ symbology: Symbology, _ content: [UInt8], _ bytes: [UInt8]) {
        guard let picture, picture.width <= typesetter.lineWidth else {
            report(.badParameters, bytes)
            return
        }
        typesetter.print(
            picture,
            text: text(of: symbology, content),
            symbol: PaperLine.Symbol(symbology: symbology, content: content)
        )
    }

    /// The name of a two-dimensional code and what it holds, in lines of the area.
    private func text(of symbology: Symbology, _ content: [UInt8]) -> String {
        var lines = ["[\(symbology.title)]"]
        let scalars = Array(String(decoding: content, as: UTF8.self).unicodeScalars.filter { $0.value >= 0x20 })
        let columns = max(1, typesetter.lineWidth / Typesetter.column)
        for start in stride(from: 0, to: scalars.count, by: columns) {
            var line = ""
            line.unicodeScalars.append(contentsOf: scalars[start..<min(start + columns, scalars.count)])
            lines.append(line)
        }
        return lines.joined(separator: "\n")
    }
}
