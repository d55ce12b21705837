import Domain

extension ReceiptFinding {
    /// `{text}`, with `line` and `column` where it has a place in a ReceiptLine text, and the `character` it is about.
    public var json: JSONValue {
        var members: JSONObject = ["text": .string(description)]
        switch self {
        case .markup(let finding):
            members["text"] = .string(finding.kind.description)
            members["line"] = .integer(Int64(finding.position.line))
            members["column"] = .integer(Int64(finding.position.column))
        case .unprintable(let scalar):
            members["character"] = .string(String(scalar))
        default: break
        }
        return .object(members)
    }
}
