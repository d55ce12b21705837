/// The words of the command line, taken one by one.
struct Options {
    private var words: [String]

    init(_ words: [String]) {
        self.words = words
    }

    /// The first word that is no option.
    mutating func takeWord() -> String? {
        guard let first = words.first, !first.hasPrefix("--") else {
            return nil
        }
        words.removeFirst()
        return first
    }

    mutating func takeFlag(_ name: String) -> Bool {
        guard let index = words.firstIndex(of: name) else {
            return false
        }
        words.remove(at: index)
        return true
    }

    /// `--name VALUE` or `--name=VALUE`.
    mutating func takeValue(_ name: String) throws(SimFailure) -> String? {
        if let index = words.firstIndex(where: { $0.hasPrefix(name + "=") }) {
            return String(words.remove(at: index).dropFirst(name.count + 1))
        }
        guard let index = words.firstIndex(of: name) else {
            return nil
        }
        guard index + 1 < words.count else {
            throw SimFailure("\(name) needs a value.", isUsage: true)
        }
        words.remove(at: index)
        return words.remove(at: index)
    }

    mutating func takeNumber(_ name: String, in range: ClosedRange<Int>) throws(SimFailure) -> Int? {
        guard let text = try takeValue(name) else {
            return nil
        }
        guard let number = Int(text), range.contains(number) else {
            throw SimFailure("\(name) is a number from \(range.lowerBound) to \(range.upperBound).", isUsage: true)
        }
        return number
    }

    /// Every word that is left must have been taken.
    func finish() throws(SimFailure) {
        guard let word = words.first else {
            return
        }
        throw SimFailure("“\(word)” was not understood.", isUsage: true)
    }
}
