/// The modules of a QR symbol: function patterns first, then data along the zigzag, then a mask (ISO/IEC 18004 §6.3,
/// §7.7, §7.8).
struct QRGrid: Sendable, Hashable {
    let size: Int
    private let level: QRLevel
    private var dark: [Bool]
    /// Modules that carry no data and take no mask.
    private var reserved: [Bool]

    /// An unmasked symbol without format bits.
    init(version: Int, level: QRLevel, codewords: [UInt8]) {
        self.level = level
        size = 17 + 4 * version
        dark = [Bool](repeating: false, count: size * size)
        reserved = dark
        drawTiming()
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] {
            drawFinder(x: x, y: y)
        }
        drawAlignment(version: version)
        drawFormat(mask: 0)
        if version >= 7 {
            drawVersion(version)
        }
        draw(codewords)
    }

    func isDark(x: Int, y: Int) -> Bool { dark[y * size + x] }

    /// The symbol under mask 0…7 with its format bits.
    func masked(_ mask: Int) -> QRGrid {
        var grid = self
        for y in 0..<size {
            for x in 0..<size where !reserved[y * size + x] && QRGrid.inverts(mask, x: x, y: y) {
                grid.dark[y * size + x].toggle()
            }
        }
        grid.drawFormat(mask: mask)
        return grid
    }

    private static func inverts(_ mask: Int, x: Int, y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }

    // MARK: function patterns

    private mutating func set(x: Int, y: Int, _ isDark: Bool) {
        guard x >= 0, y >= 0, x < size, y < size else {
            return
        }
        dark[y * size + x] = isDark
        reserved[y * size + x] = true
    }

    private mutating func drawTiming() {
        for index in 0..<size {
            set(x: 6, y: index, index % 2 == 0)
            set(x: index, y: 6, index % 2 == 0)
        }
    }

    /// A finder with its separator around its middle.
    private mutating func drawFinder(x: Int, y: Int) {
        for down in -4...4 {
            for across in -4...4 {
                let ring = max(abs(across), abs(down))
                set(x: x + across, y: y + down, ring != 2 && ring != 4)
            }
        }
    }

    private mutating func drawAlignment(version: Int) {
        guard version >= 2 else {
            return
        }
        let count = version / 7 + 2
        let step = version == 32 ? 26 : (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2
        let places = [6] + (0..<count - 1).map { size - 7 - (count - 2 - $0) * step }
        for (row, y) in places.enumerated() {
            for (column, x) in places.enumerated() {
                let isFinder =
                    row == 0 && (column == 0 || column == count - 1) || row == count - 1 && column == 0
                guard !isFinder else {
                    continue
                }
                for down in -2...2 {
                    for across in -2...2 {
                        set(x: x + across, y: y + down, max(abs(across), abs(down)) != 1)
                    }
                }
            }
        }
    }

    /// Level and mask, BCH-coded, twice, and the module that is always dark (§7.9).
    private mutating func drawFormat(mask: Int) {
        let data = level.formatBits << 3 | mask
        var rest = data
        for _ in 0..<10 {
            rest = rest << 1 ^ (rest >> 9) * 0x537
        }
        let bits = (data << 10 | rest) ^ 0x5412
        for index in 0..<15 {
            let isDark = bits >> index & 1 == 1
            switch index {
            case 0...5: set(x: 8, y: index, isDark)
            case 6: set(x: 8, y: 7, isDark)
            case 7: set(x: 8, y: 8, isDark)
            case 8: set(x: 7, y: 8, isDark)
            default: set(x: 14 - index, y: 8, isDark)
            }
            if index < 8 {
                set(x: size - 1 - index, y: 8, isDark)
            } else {
                set(x: 8, y: size - 15 + index, isDark)
            }
        }
        set(x: 8, y: size - 8, true)
    }

    /// The version, Golay-coded, twice (§7.10).
    private mutating func drawVersion(_ version: Int) {
        var rest = version
        for _ in 0..<12 {
            rest = rest << 1 ^ (rest >> 11) * 0x1F25
        }
        let bits = version << 12 | rest
        for index in 0..<18 {
            let isDark = bits >> index & 1 == 1
            let along = size - 11 + index % 3
            set(x: along, y: index / 3, isDark)
            set(x: index / 3, y: along, isDark)
        }
    }

    // MARK: data

    /// Two columns at a time from the lower right corner, up and down in turn, past the vertical timing pattern.
    private mutating func draw(_ codewords: [UInt8]) {
        var bit = 0
        var right = size - 1
        while right >= 1 {
            if right == 6 {
                right = 5
            }
            let upward = (right + 1) & 2 == 0
            for step in 0..<size {
                let y = upward ? size - 1 - step : step
                for x in [right, right - 1] where !reserved[y * size + x] && bit < codewords.count * 8 {
                    dark[y * size + x] = codewords[bit >> 3] >> UInt8(7 - bit & 7) & 1 == 1
                    bit += 1
                }
            }
            right -= 2
        }
    }
}
