extension QRGrid {
    /// How badly the symbol would read: the four features of ISO/IEC 18004 §7.8.3; lower is better.
    var penalty: Int {
        var score = 0
        var total = 0
        for line in 0..<size {
            score += linePenalty { isDark(x: $0, y: line) }
            score += linePenalty { isDark(x: line, y: $0) }
        }
        for y in 0..<size {
            for x in 0..<size {
                let colour = isDark(x: x, y: y)
                total += colour ? 1 : 0
                if x > 0, y > 0, isDark(x: x - 1, y: y) == colour, isDark(x: x, y: y - 1) == colour,
                    isDark(x: x - 1, y: y - 1) == colour
                {
                    score += 3
                }
            }
        }
        // Ten points for each 5 % that the dark modules are away from one half.
        let area = size * size
        return score + abs(total * 20 - area * 10) / area * 10
    }

    /// Runs of five and more of one colour, and patterns that look like a finder.
    private func linePenalty(_ isDark: (Int) -> Bool) -> Int {
        var score = 0
        var run = 0
        var last = false
        // The last eleven modules as bits; the quiet zone around the symbol is light and counts.
        var window = 0
        for index in 0..<size + 4 {
            let colour = index < size && isDark(index)
            window = window << 1 & 0x7FF | (colour ? 1 : 0)
            if window == 0b000_0101_1101 || window == 0b101_1101_0000 {
                score += 40
            }
            guard index < size else {
                continue
            }
            run = index > 0 && colour == last ? run + 1 : 1
            last = colour
            if run >= 5 {
                score += run == 5 ? 3 : 1
            }
        }
        return score
    }
}
