/// Accents and the letters they make, from `Layouts/dead-keys.txt`.
enum DeadKeys {
    struct Pair: Hashable {
        let accent: Unicode.Scalar
        let letter: Unicode.Scalar
    }

    /// Lines of an accent followed by pairs of a letter and what becomes of it.
    private static let table: (composed: [Pair: Unicode.Scalar], pairs: [Unicode.Scalar: Pair]) = {
        var composed: [Pair: Unicode.Scalar] = [:]
        var pairs: [Unicode.Scalar: Pair] = [:]
        let text = String(decoding: PackageResources.dead_keys_txt, as: UTF8.self)
        for line in text.split(separator: "\n") where !line.hasPrefix("//") {
            let words = line.split(separator: " ").map { Array($0.unicodeScalars) }
            guard let accent = words.first?.first else {
                continue
            }
            for word in words.dropFirst() where word.count == 2 {
                let pair = Pair(accent: accent, letter: word[0])
                composed[pair] = word[1]
                pairs[word[1]] = pair
            }
        }
        return (composed, pairs)
    }()

    /// The accented letter; the accent itself with a space; nil when the two do not go together.
    static func compose(_ accent: Unicode.Scalar, _ letter: Unicode.Scalar) -> Unicode.Scalar? {
        letter == " " ? accent : table.composed[Pair(accent: accent, letter: letter)]
    }

    /// The accent and letter that make `scalar`.
    static func decompose(_ scalar: Unicode.Scalar) -> Pair? { table.pairs[scalar] }
}
