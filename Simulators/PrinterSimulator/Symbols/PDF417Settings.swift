import Imaging
import Receipts

/// What the functions of `GS ( k` for PDF417 set and store.
struct PDF417Settings: Hashable {
    enum Correction: Hashable {
        /// 0…8.
        case level(Int)
        /// Tenths of the data codewords, 1…40.
        case tenths(Int)
    }

    /// 0 lets the printer choose.
    var columns = 0
    /// 0 lets the printer choose.
    var rows = 0
    /// Dots of a module.
    var module = 3
    /// Modules from the top of a row to its end.
    var rowHeight = 3
    var correction = Correction.tenths(1)
    /// Without the right row indicators.
    var isTruncated = false
    /// As stored by function 80, printed by function 81.
    var content: [UInt8] = []

    /// Nil when the data do not fit, or not into an area `width` dots wide.
    func picture(width: Int) -> Bitmap1? {
        // Seventeen modules a column beside 69, or 35 without the right side.
        let room = (width / module - (isTruncated ? 35 : 69)) / 17
        let most = min(30, room)
        guard most >= max(1, columns),
            let symbol = try? PDF417(
                bytes: content,
                level: level,
                columns: columns > 0 ? columns...columns : 1...most,
                rows: rows > 0 ? rows...rows : 3...90
            )
        else {
            return nil
        }
        let height = rowHeight * module
        var picture = Bitmap1(
            width: (symbol.width - (isTruncated ? 34 : 0)) * module,
            height: symbol.rows * height
        )
        for row in 0..<symbol.rows {
            var elements = symbol.elements(row: row)
            if isTruncated {
                // The right indicator of eight elements and the stop pattern of nine; a bar of one module ends the row.
                elements = elements.dropLast(17) + [1]
            }
            var x = 0
            for (index, element) in elements.enumerated() {
                if index % 2 == 0 {
                    picture.fill(x: x * module, y: row * height, width: element * module, height: height)
                }
                x += element
            }
        }
        return picture
    }

    /// The level whose codewords are at least the share of the data that was asked for.
    private var level: Int {
        switch correction {
        case .level(let level): return level
        case .tenths(let tenths):
            // About two bytes a codeword, as printers reckon before they pack.
            let wanted = content.count / 2 * tenths / 10
            return (0...8).first { 2 << $0 >= wanted } ?? 8
        }
    }
}
