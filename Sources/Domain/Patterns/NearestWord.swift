/// Finds the known word that was probably meant where another one stands.
public enum NearestWord {
    /// The known word nearest to `word`, if it is near enough to be a slip of the finger.
    private static func nearest(to word: String, among known: [String]) -> String? {
        let best = known.map { ($0, distance(word, $0)) }.min { $0.1 < $1.1 }
        guard let best, best.1 <= max(2, word.count / 3) else {
            return nil
        }
        return best.0
    }

    /// `; “station” was probably meant`, to stand at the end of a sentence; empty where no known word is near.
    public static func hint(for word: String, among known: [String]) -> String {
        nearest(to: word, among: known).map { "; “\($0)” was probably meant" } ?? ""
    }

    /// Levenshtein distance, without regard to case.
    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.lowercased())
        let right = Array(right.lowercased())
        var row = Array(0...right.count)
        for (i, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let insert = min(row[j], row[j + 1]) + 1
                let change = diagonal + (character == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(insert, change)
            }
        }
        return row[right.count]
    }
}
