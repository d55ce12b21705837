/// The words of the command line, taken one by one; what is left at the end is a mistake.
struct Arguments {
    private var words: [String]
    /// Options that stand without the value they need.
    private var incomplete: [String] = []

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

    /// `--name VALUE` or `--name=VALUE`; a value that begins with two dashes needs the latter.
    mutating func takeOption(_ name: String) -> String? {
        if let index = words.firstIndex(of: name) {
            words.remove(at: index)
            guard index < words.count, !words[index].hasPrefix("--") else {
                incomplete.append(name)
                return nil
            }
            return words.remove(at: index)
        }
        if let index = words.firstIndex(where: { $0.hasPrefix(name + "=") }) {
            let value = String(words[index].dropFirst(name.count + 1))
            words.remove(at: index)
            return value
        }
        return nil
    }

    mutating func require(_ name: String) throws(CommandFailure) -> String {
        guard let value = takeOption(name) else {
            throw .usage(incomplete.contains(name) ? Self.needsValue(name) : "\(name) is missing.")
        }
        return value
    }

    private static func needsValue(_ name: String) -> String { "\(name) needs a value." }

    func finish() throws(CommandFailure) {
        if let name = incomplete.first {
            throw .usage(Self.needsValue(name))
        }
        guard words.isEmpty else {
            throw .usage("Not understood: \(words.joined(separator: " ")).")
        }
    }

    private static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

    /// An amount as people write it, `12.05` or `12`, in the smallest unit of a currency with `exponent` decimal places.
    static func amount(_ text: String, exponent: Int) throws(CommandFailure) -> Int64 {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        func isNumber(_ part: Substring) -> Bool {
            !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
        guard parts.count <= 2, parts.allSatisfy(isNumber), parts.count == 1 || parts[1].count == exponent,
            let whole = Int64(parts[0]), whole <= 100_000_000
        else {
            throw .usage("“\(text)” is no amount; write \(exponent == 0 ? "12" : "12." + zeros(exponent)).")
        }
        let scale = (0..<exponent).reduce(Int64(1)) { product, _ in product * 10 }
        return whole * scale + (parts.count == 2 ? Int64(parts[1]) ?? 0 : 0)
    }
}
