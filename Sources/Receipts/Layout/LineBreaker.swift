/// Breaks text into lines of a number of cells.
///
/// A line ends at a space, after a hyphen or slash, or beside a Han character; no line begins with a closing mark or
/// ends with an opening one; a word longer than a line is broken where the line is full.
struct LineBreaker {
    private struct Unit {
        let text: Substring
        let cells: Int
        /// Whether a line may end behind it, seen from itself.
        let endsWord: Bool
        let isSpace: Bool
        let isWide: Bool
    }

    private static let spaces: [Unicode.Scalar] = [" ", "\u{3000}"]
    private static let closing: Set<Character> = [
        "，", "。", "、", "；", "：", "？", "！", "）", "》", "」", "』", "】", "〉", "”", "’", "％", "…", "—", "·", "～",
        ",", ".", ";", ":", "?", "!", ")", "]", "}", "%",
    ]
    private static let opening: Set<Character> = ["（", "《", "「", "『", "【", "〈", "“", "‘", "￥", "(", "[", "{", "¥", "$"]

    let metrics: CellMetrics

    /// Lines of at most `width` cells (at least 2), without space at their ends; none for text without any visible
    /// character.
    func lines(_ text: String, width: Int) -> [String] {
        let width = max(2, width)
        if let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
            !LineBreaker.spaces.contains(first), !LineBreaker.spaces.contains(last), metrics.cells(text) <= width
        {
            return [text]
        }
        let units = units(of: text, width: width)
        var lines: [String] = []
        var start = 0
        var used = 0
        var index = 0
        // Where the line could end: the index behind the last unit that fits and may stand there.
        var place: Int?
        while index < units.count {
            let unit = units[index]
            if index == start, unit.isSpace {
                start += 1
                index += 1
                continue
            }
            if used + unit.cells > width, !unit.isSpace {
                let end = place ?? index
                lines.append(join(units[start..<end]))
                start = end
                index = end
                used = 0
                place = nil
                continue
            }
            used += unit.cells
            index += 1
            if index < units.count, mayBreak(between: unit, and: units[index]) {
                place = index
            }
        }
        if start < units.count {
            lines.append(join(units[start...]))
        }
        return lines.filter { !$0.isEmpty }
    }

    /// As few lines as `lines` makes, broken at the least width that does not need one more, so that no single
    /// character is left over.
    func balancedLines(_ text: String, width: Int) -> [String] {
        let fewest = lines(text, width: width)
        guard fewest.count > 1 else {
            return fewest
        }
        var low = 2
        var high = max(2, width)
        while low < high {
            let middle = (low + high) / 2
            if lines(text, width: middle).count > fewest.count {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return lines(text, width: high)
    }

    private func join(_ units: ArraySlice<Unit>) -> String {
        var units = units
        while units.last?.isSpace == true {
            units.removeLast()
        }
        return units.reduce(into: "") { $0 += $1.text }
    }

    /// Whether a line may end with `end` and the next begin with `begin`, as far as their marks allow it.
    static func mayPart(_ end: Character, _ begin: Character) -> Bool {
        !opening.contains(end) && !closing.contains(begin)
    }

    private func mayBreak(between left: Unit, and right: Unit) -> Bool {
        if left.isSpace {
            return true
        }
        guard let end = left.text.last, let begin = right.text.first, LineBreaker.mayPart(end, begin) else {
            return false
        }
        return left.endsWord || left.isWide || right.isWide
    }

    private func units(of text: String, width: Int) -> [Unit] {
        var units: [Unit] = []
        units.reserveCapacity(text.utf8.count)
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            let cluster = text[index..<next]
            let cells = metrics.cells(cluster)
            if cells > min(4, width) {
                // A cluster of many characters (an emoji sequence) is printed character by character.
                for place in cluster.unicodeScalars.indices {
                    let end = cluster.unicodeScalars.index(after: place)
                    units.append(unit(Substring(cluster.unicodeScalars[place..<end])))
                }
            } else {
                units.append(unit(cluster))
            }
            index = next
        }
        return units
    }

    private func unit(_ text: Substring) -> Unit {
        let cells = metrics.cells(text)
        return Unit(
            text: text,
            cells: cells,
            endsWord: text == "-" || text == "/",
            isSpace: text.unicodeScalars.first.map { LineBreaker.spaces.contains($0) } ?? false,
            isWide: cells >= 2
        )
    }
}
