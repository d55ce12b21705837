import Domain

/// The words of a command line, taken one by one; what is left at the end is a mistake.
///
/// An option is a word with two dashes. Its value is the next word, or stands behind `=`, where it may begin with dashes too.
public struct Arguments<Failure: UsageFailure> {
    private var words: [String]
    private var knownFlags: [String] = []
    private var knownOptions: [String] = []

    public init(_ words: [String]) {
        self.words = words
    }

    /// The first word, unless it is an option.
    public mutating func takeWord() -> String? {
        guard let first = words.first, !first.hasPrefix("--") else {
            return nil
        }
        words.removeFirst()
        return first
    }

    /// The first word; `name` says what is missing where there is none, as “The amount”.
    public mutating func requireWord(_ name: String) throws(Failure) -> String {
        guard let word = takeWord() else {
            let place = words.first.map { " before “\($0)”" } ?? ""
            throw .usage("\(name) is missing\(place).")
        }
        return word
    }

    /// `--help` or `-h`.
    public mutating func takeHelp() -> Bool {
        // Both are taken, so that neither is left over.
        let isLong = takeFlag("--help")
        return takeFlag("-h") || isLong
    }

    public mutating func takeFlag(_ name: String) -> Bool {
        knownFlags.append(name)
        guard let index = words.firstIndex(of: name) else {
            return false
        }
        words.remove(at: index)
        return true
    }

    /// The value of `--name VALUE` or `--name=VALUE`; one that stands there again is left for the next call.
    public mutating func takeOption(_ name: String) throws(Failure) -> String? {
        if !knownOptions.contains(name) {
            knownOptions.append(name)
        }
        guard let index = words.firstIndex(where: { $0 == name || $0.hasPrefix(name + "=") }) else {
            return nil
        }
        let word = words.remove(at: index)
        guard word == name else {
            return String(word.dropFirst(name.count + 1))
        }
        guard index < words.count, !words[index].hasPrefix("--") else {
            throw .usage("\(name) needs a value.")
        }
        return words.remove(at: index)
    }

    public mutating func takeNumber(_ name: String, in range: ClosedRange<Int>) throws(Failure) -> Int? {
        guard let text = try takeOption(name) else {
            return nil
        }
        guard let number = Int(text), range.contains(number) else {
            throw .usage("\(name) is a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// The value of an option that must be there.
    public mutating func requireOption(_ name: String) throws(Failure) -> String {
        guard let value = try takeOption(name) else {
            throw .usage("\(name) is missing.")
        }
        return value
    }

    /// Every word must have been taken: names the first that was not, and the option that was probably meant.
    public func finish() throws(Failure) {
        guard let word = words.first else {
            return
        }
        let name = String(word.prefix { $0 != "=" })
        if knownFlags.contains(name), word != name {
            throw .usage("\(name) takes no value.")
        }
        if knownFlags.contains(name) || knownOptions.contains(name) {
            throw .usage("\(name) stands there twice.")
        }
        let known = (knownFlags + knownOptions).filter { $0.hasPrefix("--") }
        let hint = name.hasPrefix("--") ? NearestWord.hint(for: name, among: known) : ""
        throw .usage("“\(word)” was not understood\(hint).")
    }
}
