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
            throw WordError(message: "“\(word)” is missing")
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
        return try self.word(word)
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

    mutating func onOff() throws(WordError) -> ShopSwitch {
        let text = try word("on or off")
        guard let state = ShopSwitch(rawValue: text) else {
            throw WordError(message: "“\(text)” is neither on nor off")
        }
        return state
    }

    mutating func number() throws(WordError) -> Int {
        let text = try word("a number")
        guard let number = Int(text) else {
            throw WordError(message: "“\(text)” is no number")
        }
        return number
    }

    /// `12.05` in fen.
    mutating func amount(after word: String? = nil) throws(WordError) -> Int64 {
        if let word {
            try expect(word)
        }
        let text = try self.word("an amount")
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, let whole = Int64(parts[0]), let fen = Int64(parts[1]), whole >= 0,
            whole < 1_000_000_000
        else {
            throw WordError(message: "“\(text)” is no amount like 12.05")
        }
        return whole * 100 + fen
    }
}
