/// A PDF417 symbol (ISO/IEC 15438).
public struct PDF417: Sendable, Hashable {
    /// Modules from the top of a row to its end.
    public static let rowHeight = 3
    private static let largest = 925

    public let bytes: [UInt8]
    /// Columns of data codewords, 1…30.
    public let columns: Int
    /// 3…90.
    public let rows: Int
    /// Error correction level, 0…8; the symbol has 2 to the power `level + 1` codewords of it.
    public let level: Int
    /// Length, data, padding and error correction, row after row.
    let codewords: [Int]

    /// Text goes in as UTF-8.
    public init(_ text: String, level: Int? = nil, columns: ClosedRange<Int> = 1...30) throws(SymbolError) {
        try self.init(bytes: Array(text.utf8), level: level, columns: columns)
    }

    /// `level` nil is the one the standard recommends for the amount of data; of the numbers of `columns` the one that
    /// makes the symbol about three times as wide as high is taken.
    public init(bytes: [UInt8], level: Int? = nil, columns: ClosedRange<Int> = 1...30) throws(SymbolError) {
        guard !bytes.isEmpty else {
            throw .empty(.pdf417)
        }
        // Digits are packed densest: 44 of them in 15 codewords.
        guard bytes.count <= PDF417.largest * 3 else {
            throw .tooLong(.pdf417, bytes: bytes.count)
        }
        let data = PDF417Compaction.codewords(bytes)
        let level = level.map { min(8, max(0, $0)) } ?? PDF417.recommendedLevel(data.count)
        let correction = 2 << level
        let needed = 1 + data.count + correction
        var best: (columns: Int, rows: Int, distance: Int)?
        for columns in columns.clamped(to: 1...30) {
            let rows = max(3, (needed + columns - 1) / columns)
            guard rows <= 90, rows * columns <= 928 else {
                continue
            }
            let distance = abs(PDF417.width(columns: columns) - 3 * rows * PDF417.rowHeight)
            if distance < best?.distance ?? .max {
                best = (columns, rows, distance)
            }
        }
        guard let best else {
            throw .tooLong(.pdf417, bytes: bytes.count)
        }
        self.bytes = bytes
        self.columns = best.columns
        rows = best.rows
        self.level = level
        let length = rows * best.columns - correction
        let padded = [length] + data + [Int](repeating: 900, count: length - 1 - data.count)
        codewords = padded + PDF417.correction(of: padded, count: correction)
    }

    /// Modules across, without the quiet zone of two on each side.
    public var width: Int { PDF417.width(columns: columns) }

    /// Modules down, without the quiet zone of two above and below.
    public var height: Int { rows * PDF417.rowHeight }

    private static func width(columns: Int) -> Int { 17 * columns + 69 }

    /// Annex E.
    private static func recommendedLevel(_ count: Int) -> Int {
        switch count {
        case ...40: 2
        case ...160: 3
        case ...320: 4
        default: 5
        }
    }

    /// Reed and Solomon's codewords over the prime field of 929 (§5.10), the highest power first.
    private static func correction(of data: [Int], count: Int) -> [Int] {
        // The product of (x - 3^i), lowest power first, without the leading 1.
        var generator = [Int](repeating: 0, count: count)
        var root = 1
        for degree in 0..<count {
            root = root * 3 % 929
            for power in stride(from: degree, to: 0, by: -1) {
                let higher = power == degree ? 1 : generator[power]
                generator[power] = (generator[power - 1] + (929 - root) * higher) % 929
            }
            generator[0] = (929 - root) * (degree == 0 ? 1 : generator[0]) % 929
        }
        var rest = [Int](repeating: 0, count: count)
        for codeword in data {
            let factor = (codeword + rest[count - 1]) % 929
            for power in stride(from: count - 1, to: 0, by: -1) {
                rest[power] = (rest[power - 1] + 929 - factor * generator[power] % 929) % 929
            }
            rest[0] = (929 - factor * generator[0] % 929) % 929
        }
        return rest.reversed().map { (929 - $0) % 929 }
    }

    /// Bars and spaces of one row, 0 the topmost, from the first bar to the last, in modules.
    public func elements(row: Int) -> [Int] {
        let cluster = row % 3
        let base = 30 * (row / 3)
        // Number of rows, number of columns, and level with what is left of the rows, in turn.
        let sizes = [(rows - 1) / 3, level * 3 + (rows - 1) % 3, columns - 1]
        let left = base + sizes[cluster]
        let right = base + sizes[(cluster + 2) % 3]
        var elements = [8, 1, 1, 1, 1, 1, 1, 3]
        elements += PDF417.pattern(left, cluster: cluster)
        for codeword in codewords[row * columns..<(row + 1) * columns] {
            elements += PDF417.pattern(codeword, cluster: cluster)
        }
        elements += PDF417.pattern(right, cluster: cluster)
        return elements + [7, 1, 1, 3, 1, 1, 1, 2, 1]
    }
}
