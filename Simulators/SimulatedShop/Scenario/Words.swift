import Domain

/// The words of one line, taken from the front.
struct Words {
    private var words: ArraySlice<String>

    init(_ words: [String]) {
        self.words = words[...]
    }

    var isEmpty: Bool { words.isEmpty }

    mutating func next() -> String? { words.popFirst() }

    /// Takes the next word if it is `word`.
    mutating func take(_ word: String) -> Bool {
        guard words.first == word else {
            return false
        }
        words.removeFirst()
        return true
    }

    mutating func expect(_ word: String) throws(WordError) {
        guard take(word) else {
            throw WordError(
                message: words.first.map { "“\(word)” is missing before “\($0)”" } ?? "“\(word)” is missing"
            )
        }
    }

    mutating func word(_ what: String) throws(WordError) -> String {
        guard let word = next() else {
            throw WordError(message: "\(what) is missing")
        }
        return word
    }

    mutating func after(_ word: String) throws(WordError) -> String {
        try expect(word)
        return try self.word("what comes after “\(word)”")
    }

    /// All words before the last `on`, with single blanks between them.
    mutating func textBeforeOn() throws(WordError) -> String {
        guard let end = words.lastIndex(of: "on"), end > words.startIndex else {
            throw WordError(message: "a text and “on lane NAME” are missing")
        }
        let text = words[..<end].joined(separator: " ")
        words = words[end...]
        return text
    }

    mutating func lane() throws(WordError) -> LaneName {
        let text = try word("a lane")
        guard let lane = LaneName(text) else {
            throw WordError(message: "“\(text)” is no lane name")
        }
        return lane
    }

    mutating func onLane() throws(WordError) -> LaneName {
        try expect("on")
        try expect("lane")
        return try lane()
    }

    /// A word that is one of the cases' raw values.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ what: String,
        as type: Choice.Type = Choice.self
    ) throws(WordError) -> Choice where Choice.RawValue == String {
        let text = try word(what)
        guard let choice = Choice(rawValue: text) else {
            let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw WordError(message: "“\(text)” is not \(what): \(all)")
        }
        return choice
    }

    mutating func number() throws(WordError) -> Int {
        let text = try word("a number")
        guard let number = Int(text), number >= 0 else {
            throw WordError(message: "“\(text)” is no number")
        }
        return number
    }

    /// `12.05` in fen.
    mutating func amount() throws(WordError) -> Int64 {
        let text = try self.word("an amount")
        guard let fen = Self.decimal(text, places: 2...2) else {
            throw WordError(message: "“\(text)” is no amount like 12.05")
        }
        return fen
    }

    mutating func amount(after word: String) throws(WordError) -> Int64 {
        try expect(word)
        return try amount()
    }

    /// `40.00` or `2` in thousandths.
    mutating func quantity() throws(WordError) -> Int64 {
        let text = try self.word("a quantity")
        guard let thousandths = Self.decimal(text, places: 0...3) else {
            throw WordError(message: "“\(text)” is no quantity like 40.00")
        }
        return thousandths
    }

    /// Digits with a number of places in `places`, in units of the most places.
    private static func decimal(_ text: String, places: ClosedRange<Int>) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        guard (1...2).contains(parts.count), !parts[0].isEmpty, parts[0].utf8.count <= 9,
            places.contains(fraction.utf8.count), parts.count == 1 || !fraction.isEmpty,
            (parts[0] + fraction).utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else {
            return nil
        }
        let padding = String(repeating: "0", count: places.upperBound - fraction.utf8.count)
        return Int64(parts[0] + fraction + padding)
    }
}
