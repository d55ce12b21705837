import Domain

/// Why a program ends without doing its work; among others because its command line was not understood.
public protocol UsageFailure: Error {
    /// The command line was not understood: a whole sentence that says what of it.
    static func usage(_ text: String) -> Self
}

extension UsageFailure {
    /// There is no `kind` of that name; those that are known are listed, and the one that was probably meant.
    public static func unknown(_ kind: String, _ name: String, among known: [String]) -> Self {
        let hint = NearestWord.hint(for: name, among: known)
        return usage("There is no \(kind) “\(name)”: \(known.joined(separator: ", "))\(hint).")
    }
}
