/// Whose card pays, as the till's request says it.
public enum Presented: Sendable, Hashable {
    /// An identification on this lane, at most five minutes old, of this visit.
    case event(EntityID)
    /// The next card or code shown on this lane.
    case await(kinds: [String], seconds: Int)
    /// A number or phone typed at the till: the weakest credential.
    case entered(scheme: String, value: String)

    public init(json: JSONValue, path: String) throws(Problem) {
        var fields = try JSONFields(json, path: path)
        if let text = try fields.text("event", limit: 36) {
            guard let id = EntityID(text) else {
                throw Problem("invalid-request", detail: "is no event id", subject: fields.name("event"))
            }
            self = .event(id)
        } else if fields.optional("await") != nil {
            var kinds: [String] = []
            for element in try fields.array("await", limit: 2) {
                guard let kind = element.stringValue, ["card", "code"].contains(kind) else {
                    throw Problem("invalid-request", detail: "holds card or code", subject: fields.name("await"))
                }
                kinds.append(kind)
            }
            guard !kinds.isEmpty else {
                throw Problem("invalid-request", detail: "holds card or code", subject: fields.name("await"))
            }
            self = .await(kinds: kinds, seconds: Int(try fields.integer("seconds", in: 1...600) ?? 60))
        } else if let entered = fields.optional("entered") {
            var inner = try JSONFields(entered, path: fields.name("entered"))
            self = .entered(
                scheme: try inner.requiredText("scheme", limit: 32),
                value: try inner.requiredText("value", limit: 64)
            )
            try inner.finish()
        } else {
            throw Problem("invalid-request", detail: "needs event, await or entered", subject: path)
        }
        try fields.finish()
    }

    public var json: JSONValue {
        switch self {
        case .event(let id): ["event": .string(id.text)]
        case .await(let kinds, let seconds):
            ["await": .array(kinds.map { .string($0) }), "seconds": .integer(Int64(seconds))]
        case .entered(let scheme, let value):
            ["entered": ["scheme": .string(scheme), "value": .string(value)]]
        }
    }
}
