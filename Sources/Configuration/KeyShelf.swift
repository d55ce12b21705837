import Domain

/// The keys of `keys`, found by the names that profiles give.
struct KeyShelf {
    let keys: [String: KeyMaterial]

    /// The key that the section's `key` names; nil, with the mistake reported, when there is none, or not of a length that serves.
    ///
    /// - Parameter need: what it is for, as the end of the sentence about a wrong length.
    func key(in section: Section, lengths: ClosedRange<Int>, need: String) -> KeyMaterial? {
        guard let node = section.node("key"), let name = node.value.stringValue else {
            section.report.add("“key” names a key of “keys”", at: section.position)
            return nil
        }
        guard let key = keys[name] else {
            let hint = NearestWord.hint(for: name, among: keys.keys.sorted())
            section.report.add("there is no key “\(name)” in “keys”" + hint, at: node.position)
            return nil
        }
        guard lengths.contains(key.count) else {
            section.report.add("the key “\(name)” has \(key.count) bytes; \(need)", at: node.position)
            return nil
        }
        return key
    }
}
