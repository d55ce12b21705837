/// Reads the value of a setting, in which upper and lower case are the same.
///
/// What has no meaning is taken as the setting's default, so that a slip costs the look of a receipt and no line of it.
struct MarkupSettingReader {
    private let value: String
    private let position: MarkupPosition

    init(_ value: String, at position: MarkupPosition) {
        self.value = value
        self.position = position
    }

    func wraps(_ findings: inout MarkupFindings) -> Bool {
        if value != "wrap", value != "nowrap" {
            refuse("text", "wrap or nowrap", &findings)
        }
        return value != "nowrap"
    }

    func border(_ findings: inout MarkupFindings) -> MarkupBorder {
        switch value {
        case "line": return .line
        case "space": return .space(1)
        case "none": return .space(0)
        default:
            guard let cells = number(value), cells <= 2 else {
                refuse("border", "line, space, none, 0, 1 or 2", &findings)
                return .space(1)
            }
            return .space(cells)
        }
    }

    func alignment(_ findings: inout MarkupFindings) -> MarkupAlignment {
        guard let alignment = MarkupAlignment(rawValue: value) else {
            refuse("align", "left, center or right", &findings)
            return .center
        }
        return alignment
    }

    /// Empty for `auto`.
    func widths(_ findings: inout MarkupFindings) -> [MarkupWidth] {
        let words = words()
        guard !words.contains("auto") else {
            return []
        }
        return words.map { word in
            if word == "*" {
                return .share
            }
            guard let cells = number(word) else {
                // Not a hidden column: what it holds may be an amount.
                refuse("width", "auto, or a * or a number for each column", &findings)
                return .share
            }
            return .cells(min(MarkupWidth.most, cells))
        }
    }

    /// Of several kinds, numbers or levels the first one counts.
    func options(_ findings: inout MarkupFindings) -> MarkupSymbolOptions {
        var options = MarkupSymbolOptions()
        var symbology: MarkupSymbology?
        var numbers: [Int] = []
        var level: MarkupSymbolOptions.Level?
        for word in words() {
            if let named = MarkupSymbology(name: word) {
                symbology = symbology ?? named
            } else if let named = MarkupSymbolOptions.Level(rawValue: word) {
                level = level ?? named
            } else if let number = number(word), (2...8).contains(number) || (24...240).contains(number) {
                numbers.append(number)
            } else if word == "hri" {
                options.hasText = true
            } else if word != "nohri" {
                findings.note(.unknownOption(String(word.prefix(16))), at: position)
            }
        }
        options.symbology = symbology ?? options.symbology
        options.level = level ?? options.level
        options.moduleWidth = numbers.first { (2...4).contains($0) } ?? options.moduleWidth
        options.height = numbers.first { (24...240).contains($0) } ?? options.height
        options.cellSize = numbers.first { (3...8).contains($0) } ?? options.cellSize
        return options
    }

    private func refuse(_ property: String, _ expected: String, _ findings: inout MarkupFindings) {
        findings.note(.badValue(property: property, expected: expected), at: position)
    }

    private func words() -> [String] {
        value.split { $0 == " " || $0 == "\t" || $0 == "," }.map { String($0) }
    }

    /// Digits alone; very large numbers are all the same.
    private func number(_ word: String) -> Int? {
        guard word.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return word.isEmpty ? nil : Int(word) ?? Int.max
    }
}
