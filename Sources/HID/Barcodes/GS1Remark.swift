/// A rule about which Application Identifiers stand together that a message seems to break; tells identifiers, never a value.
public enum GS1Remark: Sendable, Hashable, CustomStringConvertible {
    /// None of the alternatives stands beside it; of each alternative all are wanted.
    case lacks(String, alternatives: [[String]])
    case excluded(String, String)
    /// The same measure or amount, with another decimal point.
    case twice(String, String)

    public var description: String {
        switch self {
        case .lacks(let identifier, let alternatives):
            let names = alternatives.map { $0.map { "(\($0))" }.joined(separator: " with ") }
            return "(\(identifier)) stands without " + names.joined(separator: " or ")
        case .excluded(let first, let second): return "(\(first)) and (\(second)) exclude each other"
        case .twice(let first, let second): return "(\(first)) and (\(second)) tell the same twice"
        }
    }
}
