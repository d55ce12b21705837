/// The words of the command line, taken one by one; what is left at the end is a mistake.
struct Arguments {
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
    mutating func takeOption(_ name: String) -> String? {
        if let index = words.firstIndex(of: name), index + 1 < words.count {
            let value = words[index + 1]
            words.removeSubrange(index...index + 1)
            return value
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
            throw .usage("\(name) is missing.")
        }
        return value
    }

    func finish() throws(CommandFailure) {
        guard words.isEmpty else {
            throw .usage("Not understood: \(words.joined(separator: " ")).")
        }
    }

    /// An amount as people write it, `12.05` or `12`, in the smallest unit.
    static func amount(_ text: String, exponent: Int = 2) throws(CommandFailure) -> Int64 {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Int64(parts[0]), whole >= 0, whole <= 100_000_000,
            parts.count == 1 || parts[1].count == exponent && parts[1].allSatisfy(\.isNumber)
        else {
            throw .usage("“\(text)” is no amount; write 12.05.")
        }
        let scale = (0..<exponent).reduce(Int64(1)) { product, _ in product * 10 }
        return whole * scale + (parts.count == 2 ? Int64(parts[1]) ?? 0 : 0)
    }
}
