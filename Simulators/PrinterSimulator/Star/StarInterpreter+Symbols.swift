import Imaging
import Receipts

extension StarInterpreter {
    /// `ESC b n1 n2 n3 n4 d… RS`.
    mutating func printBarcode(_ bytes: [UInt8]) {
        let data = Array(bytes.dropFirst(6).dropLast())
        guard let type = digit(bytes[2], most: 8), let text = digit(bytes[3], most: 4), text > 0,
            let mode = digit(bytes[4], most: 9), bytes[5] > 0,
            let barcode = StarBarcode(type: type, mode: mode, data: data)
        else {
            report(.badParameters, bytes)
            return
        }
        let width = barcode.widths.reduce(0, +)
        guard width <= typesetter.areaWidth else {
            report(.badParameters, bytes)
            return
        }
        let readable = painted(barcode.content)
        let below = text & 1 == 0 ? readable.height : 0
        var picture = Bitmap1(width: max(width, below > 0 ? readable.width : 0), height: Int(bytes[5]) + below)
        var x = (picture.width - width) / 2
        for (place, dots) in barcode.widths.enumerated() {
            if place % 2 == 0 {
                picture.fill(x: x, y: 0, width: dots, height: Int(bytes[5]))
            }
            x += dots
        }
        if below > 0 {
            picture.paint(readable, x: (picture.width - readable.width) / 2, y: Int(bytes[5]))
        }
        printSymbol(picture, barcode.symbology, barcode.content)
    }

    /// `ESC GS y …`. False for a function that is not done.
    mutating func performQR(_ bytes: [UInt8]) -> Bool {
        switch (bytes[3], bytes.count > 4 ? bytes[4] : 0) {
        case (0x53, 0x30): return (1...2).contains(bytes[5])
        case (0x53, 0x31):
            guard let level = QRLevel(rawValue: Int(bytes[5])) else {
                report(.badParameters, bytes)
                return true
            }
            qr.level = level
        case (0x53, 0x32) where (1...8).contains(bytes[5]): qr.module = Int(bytes[5])
        case (0x53, _): report(.badParameters, bytes)
        case (0x44, 0x31): qr.content = Array(bytes.dropFirst(8))
        case (0x50, _): printQR(bytes)
        default: return false
        }
        return true
    }

    private mutating func printQR(_ bytes: [UInt8]) {
        guard !qr.content.isEmpty, let code = QRCode(qr.content, level: qr.level),
            code.size * qr.module <= typesetter.areaWidth
        else {
            report(.badParameters, bytes)
            return
        }
        printSymbol(code.bitmap(moduleDots: qr.module), .qr, qr.content)
    }

    /// `ESC GS x …`. False for a function that is not done.
    mutating func performPDF417(_ bytes: [UInt8]) -> Bool {
        switch (bytes[3], bytes.count > 4 ? bytes[4] : 0) {
        case (0x53, 0x30) where bytes[5] == 0: pdf417.columns = nil
        case (0x53, 0x30) where bytes[5] == 1 && bytes[7] <= 30: pdf417.columns = bytes[7] == 0 ? nil : Int(bytes[7])
        case (0x53, 0x31) where bytes[5] <= 8: pdf417.level = Int(bytes[5])
        case (0x53, 0x32) where (1...10).contains(bytes[5]): pdf417.module = Int(bytes[5])
        case (0x53, 0x33) where (1...10).contains(bytes[5]): pdf417.aspect = Int(bytes[5])
        case (0x53, _): report(.badParameters, bytes)
        case (0x44, _): pdf417.content = Array(bytes.dropFirst(6))
        case (0x50, _): printPDF417(bytes)
        default: return false
        }
        return true
    }

    private mutating func printPDF417(_ bytes: [UInt8]) {
        let columns = pdf417.columns.map { $0...$0 } ?? 1...30
        guard
            let symbol = try? PDF417(bytes: pdf417.content, level: pdf417.level, columns: columns),
            symbol.width * pdf417.module <= typesetter.areaWidth
        else {
            report(.badParameters, bytes)
            return
        }
        let height = pdf417.module * pdf417.aspect
        var picture = Bitmap1(width: symbol.width * pdf417.module, height: symbol.rows * height)
        for row in 0..<symbol.rows {
            var x = 0
            for (place, modules) in symbol.elements(row: row).enumerated() {
                if place % 2 == 0 {
                    picture.fill(x: x, y: row * height, width: modules * pdf417.module, height: height)
                }
                x += modules * pdf417.module
            }
        }
        printSymbol(picture, .pdf417, pdf417.content)
    }

    /// At the print position where one was set, else where the alignment says.
    private mutating func printSymbol(_ picture: Bitmap1, _ symbology: Symbology, _ content: [UInt8]) {
        var dots = picture
        let left = typesetter.position
        if left > 0 {
            if !typesetter.pieces.isEmpty {
                typesetter.endLine()
            } else {
                dots = Bitmap1(width: min(left + picture.width, typesetter.areaWidth), height: picture.height)
                dots.paint(picture, x: left, y: 0)
                typesetter.clearLine()
            }
        }
        typesetter.print(
            dots,
            text: "[\(symbology.title)]",
            symbol: PaperLine.Symbol(symbology: symbology, content: content)
        )
    }

    private mutating func painted(_ bytes: [UInt8]) -> Bitmap1 {
        var picture = Bitmap1(width: 12 * bytes.count, height: 24)
        for (place, byte) in bytes.enumerated() where (0x20...0x7E).contains(byte) {
            if let cell = painter.cell(Unicode.Scalar(byte), isWide: false, TextStyle()) {
                picture.paint(cell, x: place * 12, y: 0)
            }
        }
        return picture
    }
}
